const FILES = import.meta.glob<string>('../../insight/sql/*.sql', { query: '?raw', import: 'default', eager: true });

/** The text of every SQL file of `lib/insight/sql` by its name without the ending. */
export const SQL: ReadonlyMap<string, string> = new Map(
  Object.entries(FILES).map(([path, text]) => [path.replace(/^.*\/|\.sql$/g, ''), text]),
);
