/** Which sets of a pattern a character belongs to: 1 at their places. */
export type Membership = Uint8Array;

const MAX_KNOWN = 2_048;

/** The sets of a character by its code point; each character is looked up once. */
export function charSets(sets: readonly RegExp[]): (code: number) => Membership {
  const known = new Map<number, Membership>();
  let last: { code: number; found: Membership } = { code: -1, found: new Uint8Array() };
  return (code) => {
    if (last.code === code) return last.found;
    const found = known.get(code) ?? lookUp(sets, code);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(code, found);
    last = { code, found };
    return found;
  };
}

function lookUp(sets: readonly RegExp[], code: number): Membership {
  const char = String.fromCodePoint(code);
  return Uint8Array.from(sets, (set) => (set.test(char) ? 1 : 0));
}
