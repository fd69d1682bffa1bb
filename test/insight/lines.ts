type Row = Readonly<Record<string, unknown>>;

/** Rows as text in one order: numbers to nine digits, without the ids behind a row, which are no part of a figure. */
export function lines(rows: readonly Row[]): string[] {
  return rows
    .map((row) =>
      Object.entries(row)
        .filter(([name]) => name !== 'deals')
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `${name}=${textOf(value)}`)
        .join(' '),
    )
    .toSorted();
}

function textOf(value: unknown): string {
  if (typeof value !== 'number') return String(value);
  return String(Number((Math.abs(value) < 1e-9 ? 0 : value).toPrecision(9)));
}
