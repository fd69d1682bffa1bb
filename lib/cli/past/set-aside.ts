/** Counts of everything that was not used as it stands, with the first example of each: nothing is left out silently. */
export type SetAside = {
  add: (why: string, example: string) => void;
  counts: () => Record<string, { count: number; example: string }>;
};

export function setAside(): SetAside {
  const found = new Map<string, { count: number; example: string }>();
  return {
    add: (why, example) => {
      const before = found.get(why);
      found.set(why, { count: (before?.count ?? 0) + 1, example: before?.example ?? example });
    },
    counts: () => Object.fromEntries(found),
  };
}

/** `row 12: "31.31.2017" in close_date`. */
export function quoted(row: number, value: string | null, column: string): string {
  return value === null ? `row ${row}: nothing in ${column}` : `row ${row}: "${value.slice(0, 60)}" in ${column}`;
}
