/** Rows added up under a name, in the order in which the names first come; a mark leads to all rows of its name. */
export function summed<Row extends { at: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  valuesOf: (row: Row) => readonly number[],
): { name: string; values: number[]; ats: number[] }[] {
  const groups = new Map<string, { name: string; values: number[]; ats: number[] }>();
  for (const row of rows) {
    const name = nameOf(row);
    const values = valuesOf(row);
    const found = groups.get(name);
    if (found === undefined) groups.set(name, { name, values: [...values], ats: [row.at] });
    else {
      found.values = found.values.map((value, i) => value + (values[i] ?? 0));
      found.ats.push(row.at);
    }
  }
  return [...groups.values()];
}
