import { bookOf, type Book } from '@/lib/insight/book';
import { later } from '@/lib/insight/later';
import { layoutOfKept } from '@/lib/insight/from-kept';
import type { Kept } from '@/lib/insight/kept';
import {
  EMPTY_LAYOUT,
  type CallRow,
  type Layout,
  type StageRow,
  type TableName,
  type TargetRow,
} from '@/lib/insight/layout';
import { groupBy } from '@/lib/insight/metric';
import { inTeams, type Team } from '@/lib/insight/teams';
import type { Progress } from '@/lib/risk/rows';
import { overviewOf, type Overview } from './overview';

/** Where the parts come from: what the extension keeps of a CRM, the tables that were made of it, or those of an import. */
export type Origin =
  | { kind: 'kept'; zoneMinutes: number }
  | { kind: 'import' }
  | { kind: 'tables'; withoutOutcome: number };

export type Data = {
  layout: Layout;
  book: Book;
  overview: Overview;
  /** Put together in this browser; none of a file, which has its own. */
  teams: readonly Team[];
  /** Forecasts by the day and kind of period they were asked for. */
  foretold: Map<string, readonly CallRow[]>;
  /** Those under way. */
  foretelling: Map<string, Generator<Progress, CallRow[]>>;
};

/** Makes the tables of the parts, which are our own background's JSON. */
export function dataOf(texts: readonly string[], origin: Origin, teams: readonly Team[]): Data {
  const { layout, withoutOutcome } = tablesOf(texts, origin, teams);
  const overview = overviewOf(layout, { withoutOutcome, ends: origin.kind === 'import', teams });
  return { layout, book: bookOf(layout), overview, teams, foretold: new Map(), foretelling: new Map() };
}

function tablesOf(
  texts: readonly string[],
  origin: Origin,
  teams: readonly Team[],
): { layout: Layout; withoutOutcome: number } {
  if (origin.kind === 'kept') return kept(texts, origin.zoneMinutes, teams);
  if (origin.kind === 'import') return { layout: joined(texts), withoutOutcome: 0 };
  const layout = joined(texts);
  // They were kept with the teams of that time.
  const deals = later(() => inTeams(layout.deals, teams));
  return { layout: withTables(layout, [['deals', deals]]), withoutOutcome: origin.withoutOutcome };
}

/** The same source with other tables, such as those in one currency. */
export function withLayout({ overview, teams }: Data, layout: Layout): Data {
  const own = overviewOf(layout, { withoutOutcome: overview.withoutOutcome, ends: overview.lastDay !== null, teams });
  return {
    layout,
    book: bookOf(layout),
    overview: { ...own, ownCurrencies: overview.ownCurrencies },
    teams,
    foretold: new Map(),
    foretelling: new Map(),
  };
}

const ROWS_PER_PART = 8_000;
const NAMES = Object.keys(EMPTY_LAYOUT) as TableName[];

/** Tables that only some views ask for: their texts are read when the first one does. */
const LATE: ReadonlySet<TableName> = new Set(['activities', 'contacts', 'flags', 'scores']);
/** How the text of a part begins that holds one of them, and nothing else. */
const ONLY = /^\{"only":"([a-z]+)"/;

/** The tables as texts, to be kept and joined again. */
export function partsOf(layout: Layout): string[] {
  return NAMES.flatMap((name) => {
    const rows: readonly unknown[] = layout[name];
    return Array.from({ length: Math.ceil(rows.length / ROWS_PER_PART) }, (_, i) =>
      JSON.stringify({
        ...(LATE.has(name) ? { only: name } : {}),
        [name]: rows.slice(i * ROWS_PER_PART, (i + 1) * ROWS_PER_PART),
      }),
    );
  });
}

/** Tables that no part has are empty. */
function joined(texts: readonly string[]): Layout {
  const late = groupBy(texts, (text) => ONLY.exec(text)?.[1] ?? '');
  const parts = (late.get('') ?? []).map(partIn);
  const rowsOf = (name: TableName): unknown[] =>
    [...parts, ...(late.get(name) ?? []).map(partIn)].flatMap((part): readonly unknown[] => part[name] ?? []);
  return lazily(NAMES.map((name) => [name, later(() => rowsOf(name))]));
}

function partIn(text: string): Partial<Layout> {
  return JSON.parse(text) as Partial<Layout>;
}

/** Each table is made when it is first looked at. */
function lazily(tables: readonly (readonly [TableName, () => readonly unknown[]])[]): Layout {
  const layout = {};
  for (const [name, get] of tables) Object.defineProperty(layout, name, { get, enumerable: true, configurable: true });
  return layout as Layout;
}

type Part = Pick<Kept, 'deals' | 'changes' | 'assessments' | 'risks' | 'stages'>;

function kept(
  texts: readonly string[],
  zoneMinutes: number,
  teams: readonly Team[],
): { layout: Layout; withoutOutcome: number } {
  const parts = texts.map((text) => JSON.parse(text) as Part);
  const all = <Name extends keyof Part>(name: Name): Part[Name] =>
    parts.flatMap((part) => part[name] as readonly unknown[]) as Part[Name];
  const { layout, unknownOutcome } = layoutOfKept({
    fairlead: 'data',
    format: 1,
    zoneMinutes,
    deals: all('deals'),
    changes: all('changes'),
    assessments: all('assessments'),
    risks: all('risks'),
    stages: uniqueStages(all('stages')),
    teams: teams.map(({ name, owners }) => ({ name, owners: [...owners] })),
  });
  return { layout, withoutOutcome: unknownOutcome.length };
}

/** Every part tells of the stages of its own deals. */
export function uniqueStages(stages: readonly StageRow[]): StageRow[] {
  const found = new Map(stages.map((row) => [JSON.stringify([row.pipeline, row.stage]), row]));
  return [...found.values()].toSorted((a, b) => a.position - b.position);
}

/** The same with what was entered as targets, and what was called and forecast. */
export function withSaid({ layout, book }: Data, targets: readonly TargetRow[], calls: () => readonly CallRow[]): Book {
  const all = later(() => [...layout.calls, ...calls()]);
  const said = withTables(layout, [
    ['targets', () => targets],
    ['calls', all],
  ]);
  return { ...book, layout: said };
}

/** The layout with other tables for these; a copy of all of them would read those that wait. */
function withTables(layout: Layout, tables: Parameters<typeof lazily>[0]): Layout {
  return lazily([...NAMES.map((name) => [name, () => layout[name]] as const), ...tables]);
}
