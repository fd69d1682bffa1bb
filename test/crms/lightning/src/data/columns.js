/** Dynamic Forms lay the same fields out by column, not by row. */
export function columnsOf(sections) {
  return sections.map(({ key, title, rows }) => ({
    key,
    title,
    columns: [0, 1].map((column) => ({ key: column, fields: rows.flatMap(({ fields }) => fields[column] ?? []) })),
  }));
}
