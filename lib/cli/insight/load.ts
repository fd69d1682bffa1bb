import { columnsOf, createTables, TABLE_NAMES } from '@/lib/insight/files';
import type { Layout, TableName } from '@/lib/insight/layout';
import type { Database } from './duckdb';

/** `only`: the one file of deals, where it was named itself; what lies beside it counts if that is called `deals`. */
export type LayoutFiles = { folder: string; only?: string | null; has: (file: string) => boolean };

/** Fills the tables of the layout from its CSV or Parquet files; a table without a file is empty. Gives the tables that were there. */
export async function loadTables(database: Database, { folder, only = null, has }: LayoutFiles): Promise<TableName[]> {
  await database.run(createTables());
  const found: TableName[] = [];
  for (const table of TABLE_NAMES) {
    const file = fileOf(table, folder, only, has);
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

function fileOf(table: TableName, folder: string, only: string | null, has: LayoutFiles['has']): string | undefined {
  if (only !== null && table === 'deals') return only;
  if (only !== null && !/(?:^|[/\\])deals\.\w+$/.test(only)) return undefined;
  return ['parquet', 'csv'].map((ending) => `${folder}/${table}.${ending}`).find(has);
}

/** Fills the tables from rows. */
export async function insertLayout(database: Database, layout: Layout): Promise<void> {
  await database.run(createTables());
  for (const table of TABLE_NAMES) {
    const names = columnsOf(table).map(({ name }) => name);
    const rows: readonly Readonly<Record<string, string | number | null>>[] = layout[table];
    for (let at = 0; at < rows.length; at += BATCH) {
      const values = rows
        .slice(at, at + BATCH)
        .map((row) => `(${names.map((name) => literal(row[name] ?? null)).join(', ')})`);
      await database.run(`insert into ${table} values ${values.join(', ')}`);
    }
  }
}

const BATCH = 500;

function literal(value: string | number | null): string {
  if (value === null) return 'null';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}

/** What DuckDB reads a file with; CSV as text, so that no column is guessed. */
function reading(file: string): string {
  const quoted = `'${file.replaceAll("'", "''")}'`;
  return file.endsWith('.parquet')
    ? `read_parquet(${quoted})`
    : `read_csv(${quoted}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`;
}
