import { layoutOfKept } from '@/lib/insight/from-kept';
import { csvOf, TABLE_NAMES } from '@/lib/insight/files';
import { keptSchema } from '@/lib/insight/kept';
import type { Layout } from '@/lib/insight/layout';
import { UsageError, type Command, type Given } from '../command';
import type { CliIo } from '../io';
import { printJson } from '../report/print';
import { openDuckDb } from './duckdb';
import { insertLayout } from './load';
import { jsonOf, readInput } from './read-input';

export const exportLayout: Command = {
  name: 'export',
  summary: "Writes the tables of the layout from the extension's data, or from an export of any CRM",
  takes: '<data.json|deals.csv>',
  least: 1,
  most: 1,
  options: {
    to: { value: 'folder', says: 'Where the tables go; needed' },
    format: { value: 'kind', says: 'csv (default) or parquet, which needs DuckDB' },
    mapping: { value: 'file', says: 'Which column means what (JSON), for a CSV' },
  },
  examples: ['fairlead-data.json --to layout', 'deals.csv --mapping mapping.json --to layout --format parquet'],
  run: async (given, io) => {
    const to = given.value('to')?.replace(/[/\\]+$/, '');
    if (to === undefined) throw new UsageError('it needs --to <folder>');
    const format = given.value('format') ?? 'csv';
    if (format !== 'csv' && format !== 'parquet')
      throw new UsageError(`"${format}" is no format: it is csv or parquet`);
    const { layout, left } = layoutFrom(given.files[0] ?? '', given, io);
    if (format === 'csv') writeCsv(layout, to, io);
    else await writeParquet(layout, to, io);
    const rows = Object.fromEntries(TABLE_NAMES.map((table) => [table, layout[table].length]));
    printJson({ folder: to, format, rows, left }, io);
    return left.n === 0 ? 0 : 1;
  },
};

type Left = { n: number; why: Record<string, unknown> };

function layoutFrom(path: string, given: Given, io: CliIo): { layout: Layout; left: Left } {
  if (!path.endsWith('.json')) {
    const input = readInput(path, given, io);
    if (input.kind === 'folder') throw new UsageError(`"${path}" is the layout already`);
    const { layout, left, remarks, notes } = input.plan;
    return { layout, left: { n: left, why: { remarks, notes } } };
  }
  const text = io.read(path);
  if (text === null) throw new UsageError(`"${path}" cannot be read`);
  const parsed = keptSchema.safeParse(jsonOf(text, path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(
      `"${path}" is not the extension's data: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  const { layout, unknownOutcome } = layoutOfKept(parsed.data);
  return { layout, left: { n: unknownOutcome.length, why: { unknownOutcome } } };
}

function writeCsv(layout: Layout, to: string, io: CliIo): void {
  for (const table of TABLE_NAMES) written(`${to}/${table}.csv`, csvOf(table, layout[table]), io);
}

async function writeParquet(layout: Layout, to: string, io: CliIo): Promise<void> {
  const database = await openDuckDb();
  try {
    await insertLayout(database, layout);
    for (const table of TABLE_NAMES) {
      const file = `${to}/${table}.parquet`;
      // Makes the folder, and says so where nothing can be written there; DuckDB then writes over it.
      written(file, '', io);
      await database.run(`copy ${table} to '${file.replaceAll("'", "''")}' (format parquet)`);
    }
  } finally {
    database.close();
  }
}

function written(file: string, text: string, io: CliIo): void {
  if (!io.write(file, text, { folder: true })) throw new UsageError(`"${file}" cannot be written`);
}
