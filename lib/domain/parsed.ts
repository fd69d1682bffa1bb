/** What a text says once read as a type. `odd`: there is a text, but it is not of that type. `approximate`: rounded or ambiguous. */
export type Parsed<T> = { state: 'value'; value: T; approximate?: true } | { state: 'odd' };

export const ODD: { state: 'odd' } = { state: 'odd' };

/** A parsed value, marked approximate if so. */
export function parsed<T>(value: T, approximate: boolean): Parsed<T> {
  return approximate ? { state: 'value', value, approximate: true } : { state: 'value', value };
}

/** Another value in place of the parsed one; odd stays odd. */
export function mapParsed<T, U>(from: Parsed<T>, change: (value: T) => U): Parsed<U> {
  return from.state === 'odd' ? from : parsed(change(from.value), from.approximate === true);
}
