import { askedWithin } from '@/lib/insight/ask';
import { createAsked, createTables } from '@/lib/insight/files';
import type { Asked } from '@/lib/insight/metric';
import { METRIC_IDS } from '@/lib/insight/metrics';
import { dayOf, dayText, type PeriodKind } from '@/lib/insight/periods';
import { didYouMean } from '@/lib/domain/suggest';
import { UsageError, type Command, type Given } from '../command';
import type { CliIo } from '../io';
import { printJson } from '../report/print';
import { openDuckDb, type Database } from './duckdb';
import { insertLayout, loadTables } from './load';
import { readInput, type Input } from './read-input';
import { SQL } from './sql-files';

export const insight: Command = {
  name: 'insight',
  summary: 'Computes pipeline metrics from an export, or from the tables of the layout, with DuckDB',
  takes: '<deals.csv|deals.parquet|folder>',
  least: 1,
  most: 1,
  options: {
    sql: { value: 'metric', many: true, says: `Only this one: ${METRIC_IDS.join(', ')}` },
    'as-of': { value: 'day', says: 'The day that is "now" (default: the last day of the data)' },
    from: { value: 'day', says: 'Closings count from this day (default: all)' },
    since: { value: 'day', says: 'Movement is counted from the end of this day (default: 30 days before)' },
    period: { value: 'kind', says: 'month, quarter (default) or year' },
    'fiscal-start': { value: 'month', says: 'The month, 1 to 12, in which the business year begins' },
    mapping: { value: 'file', says: 'Which column means what (JSON), for an export that is not the layout' },
    'write-mapping': { value: 'file', says: 'Write the mapping that was used, to look at and to give again' },
    plan: { says: 'Say what would become of each row of the export, and compute nothing' },
    print: { says: 'Print the SQL instead of running it' },
  },
  examples: ['deals.csv --plan', 'deals.csv --sql win-rate', 'layout/ --as-of 2026-06-30 --fiscal-start 4'],
  run: async (given, io) => {
    const wanted = metricsOf(given);
    const input = readInput(given.files[0] ?? '', given, io);
    if (input.kind === 'import') keepMapping(input, given, io);
    if (given.on('plan')) return showPlan(input, io);
    const database = await openDuckDb();
    try {
      await fill(database, input, io);
      return await compute(database, wanted, input, given, io);
    } finally {
      database.close();
    }
  },
};

function metricsOf(given: Given): readonly string[] {
  const asked = given.values('sql');
  const wrong = asked.find((id) => !METRIC_IDS.some((known) => known === id));
  if (wrong !== undefined)
    throw new UsageError(
      `there is no metric "${wrong}": ${didYouMean(wrong, METRIC_IDS).hint ?? METRIC_IDS.join(', ')}`,
    );
  return asked.length === 0 ? METRIC_IDS : asked;
}

/** Fills the tables; what DuckDB cannot read of a file is the user's, not ours. */
export async function fill(database: Database, input: Input, io: CliIo): Promise<void> {
  if (input.kind === 'import') return insertLayout(database, input.plan.layout);
  try {
    await loadTables(database, { ...input, has: io.exists });
  } catch (error) {
    throw new UsageError(`the tables cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function compute(
  database: Database,
  wanted: readonly string[],
  input: Input,
  given: Given,
  io: CliIo,
): Promise<0 | 1> {
  const asked = await askedOf(database, given, io);
  const prepare = `${createAsked(asked)}\n${SQL.get('prepare') ?? ''}`;
  if (given.on('print')) {
    io.out([createTables(), prepare, ...wanted.map((id) => SQL.get(id) ?? '')].join('\n\n'));
    return 0;
  }
  await database.run(prepare);
  const metrics: Record<string, unknown> = {};
  for (const id of wanted) metrics[id] = await database.rows(SQL.get(id) ?? '');
  const [counts] = await database.rows('select count(*) as deals, (select count(*) from placed) as placed from deals');
  const currencies = await database.rows(
    'select currency, count(*) as n from deals where amount is not null group by currency order by n desc',
  );
  printJson({ ...counts, ...inDays(asked), currencies, ...importOf(input), metrics }, io);
  return counts?.['deals'] === 0 ? 1 : 0;
}

function inDays({ asOf, from, since, period }: Asked): Record<string, unknown> {
  const { name, start, end } = period;
  return {
    asOf: dayText(asOf),
    from: dayText(from),
    since: dayText(since),
    period: { name, start: dayText(start), end: dayText(end) },
  };
}

async function askedOf(database: Database, given: Given, io: CliIo): Promise<Asked> {
  const [reach] = await database.rows(
    `select min(created) as first, greatest(max(created), max(closed), (select max(day) from changes)) as now,
      greatest(max(closed), max(close_date)) as last from deals`,
  );
  const found = (name: string): number | null => {
    const day = reach?.[name];
    return typeof day === 'string' ? dayOf(day) : null;
  };
  const today = dayOf(io.today) ?? 0;
  const asOf = dayGiven(given, 'as-of') ?? Math.min(found('now') ?? today, today);
  const [from, since] = [dayGiven(given, 'from'), dayGiven(given, 'since')];
  return askedWithin(
    { first: found('first') ?? asOf, last: found('last') ?? asOf },
    {
      asOf,
      kind: kindOf(given),
      fiscalStart: fiscalOf(given),
      ...(from === null ? {} : { from }),
      ...(since === null ? {} : { since }),
    },
  );
}

function dayGiven(given: Given, option: string): number | null {
  const text = given.value(option);
  const day = dayOf(text ?? null);
  if (text !== undefined && day === null) throw new UsageError(`"${text}" is no day: --${option} takes 2026-06-30`);
  return day;
}

function kindOf(given: Given): PeriodKind {
  const kind = given.value('period') ?? 'quarter';
  if (kind === 'month' || kind === 'quarter' || kind === 'year') return kind;
  throw new UsageError(`"${kind}" is no period: it is month, quarter or year`);
}

function fiscalOf(given: Given): number {
  const text = given.value('fiscal-start') ?? '1';
  if (/^(?:[1-9]|1[0-2])$/.test(text)) return Number(text);
  throw new UsageError(`"${text}" is no month: --fiscal-start takes 1 to 12`);
}

function keepMapping({ mapping }: Extract<Input, { kind: 'import' }>, given: Given, io: CliIo): void {
  const file = given.value('write-mapping');
  if (file !== undefined && !io.write(file, `${JSON.stringify(mapping, null, 2)}\n`))
    throw new UsageError(`"${file}" cannot be written`);
}

/** The whole of it, row by row; 1 where a row would be left out. */
function showPlan(input: Input, io: CliIo): 0 | 1 {
  if (input.kind === 'folder') throw new UsageError('these are tables of the layout already: there is nothing to plan');
  printJson({ ...importOf(input).import, rows: input.plan.rows }, io);
  return input.plan.left === 0 ? 0 : 1;
}

function importOf(input: Input): { import?: Record<string, unknown> } {
  if (input.kind === 'folder') return {};
  const { taken, left, remarks, notes } = input.plan;
  return { import: { mapping: input.mapping, taken, left, remarks, notes } };
}
