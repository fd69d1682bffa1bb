/**
 * Finds an id of one file among those of another: as it is written, else by its number, for spreadsheets turn `00284` into
 * `284` or `284.0` on their way. A number that two ids share finds neither.
 */
export function idFinder(ids: Iterable<string>): (text: string) => string | null {
  const exact = new Set(ids);
  const byNumber = new Map<string, string | null>();
  for (const id of exact) {
    const number = numberOf(id);
    if (number !== null) byNumber.set(number, byNumber.has(number) ? null : id);
  }
  return (text) => {
    if (exact.has(text)) return text;
    const number = numberOf(text);
    return number === null ? null : (byNumber.get(number) ?? null);
  };
}

function numberOf(id: string): string | null {
  const match = /^0*(\d+?)(?:\.0+)?$/.exec(id);
  return match?.[1] ?? null;
}
