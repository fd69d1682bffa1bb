import { columnsOf, createTables, TABLE_NAMES } from '@/lib/insight/files';
import type { TableName } from '@/lib/insight/layout';
import type { Database } from './duckdb';

export type LayoutFiles = { folder: string; has: (file: string) => boolean };

/** Fills the tables of the layout from its CSV or Parquet files; a table without a file is empty. Gives the tables that were there. */
export async function loadTables(database: Database, { folder, has }: LayoutFiles): Promise<TableName[]> {
  await database.run(createTables());
  const found: TableName[] = [];
  for (const table of TABLE_NAMES) {
    const file = ['parquet', 'csv'].map((ending) => `${folder}/${table}.${ending}`).find(has);
    if (file === undefined) continue;
    found.push(table);
    const source = reading(file);
    const there = new Set((await database.rows(`describe select * from ${source}`)).map((row) => row['column_name']));
    const names = columnsOf(table).filter(({ name }) => there.has(name));
    const casts = names.map(({ name, type }) => `cast("${name}" as ${type})`);
    await database.run(
      `insert into ${table} (${names.map(({ name }) => name).join(', ')}) select ${casts.join(', ')} from ${source}`,
    );
  }
  return found;
}

/** What DuckDB reads a file with; CSV as text, so that no column is guessed. */
function reading(file: string): string {
  const quoted = `'${file.replaceAll("'", "''")}'`;
  return file.endsWith('.parquet')
    ? `read_parquet(${quoted})`
    : `read_csv(${quoted}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`;
}
