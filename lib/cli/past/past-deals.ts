import { dayNumber, formatDay, dayFromNumber, readDay } from '@/lib/domain/calendar';
import type { DateOrder } from '@/lib/domain/hints';
import { courseFactors, type Roles } from '@/lib/risk/past/course';
import { withoutLeaks } from '@/lib/risk/past/leaks';
import type { DealHistory, DroppedFactor, FactorDef } from '@/lib/risk/rows';
import { UsageError } from '../command';
import type { CliIo } from '../io';
import { amountFactors, MADE_OF_AMOUNT, AMOUNT, withAmounts } from './amounts';
import { dateReader } from '@/lib/insight/import/column-dates';
import type { Reading } from './column-readers';
import { checkColumns, fold } from './columns';
import { dealRows } from './deal-rows';
import { ACTIVITY, CLOSE_DATE, NO_EVENTS, STAGE, readEvents, type Events } from './events';
import { columnFactors } from './factors';
import type { Mapping } from './mapping-schema';
import type { Problem } from '../report/problem';
import type { MappingFile } from './read-mapping';
import { setAside, type SetAside } from './set-aside';
import { readTable } from '@/lib/csv/table';
import type { Table } from '@/lib/insight/import/table';

/** Everything an export says, in the shapes that the fit takes. */
export type PastDeals = {
  table: Table;
  mapping: Mapping;
  histories: DealHistory[];
  defs: FactorDef[];
  dropped: DroppedFactor[];
  /** Id of the factor that says how far a deal has come. */
  stage: string | null;
  roles: Roles;
  /** Whether there is a history of values, so that deals can be looked at in the middle. */
  withHistory: boolean;
  asOf: number;
  /** Whether a deal is to be predicted, where a column says so. */
  test: (dealId: string) => boolean | null;
  aside: SetAside;
  notes: string[];
};

export type Read = { ok: true; past: PastDeals } | { ok: false; problems: readonly Problem[] };

/** Reads the deals, and the events and lookups where the mapping names them. All that is wrong with the mapping comes at once. */
export function readPastDeals(
  dealsFile: string,
  eventsFile: string | undefined,
  { mapping, opened }: MappingFile,
  io: CliIo,
): Read {
  const table = tableAt(dealsFile, mapping, io);
  const events = eventsFile === undefined ? null : tableAt(eventsFile, mapping, io);
  if (events !== null && mapping.events === undefined)
    throw new UsageError('--events needs "events" in the mapping, with its columns deal and time');
  const folder = dealsFile.replace(/[^/\\]*$/, '');
  const lookups = (mapping.lookups ?? []).map(({ file }) => tableAt(`${folder}${file}`, mapping, io));
  const reading: Reading = { mapping, opened, aside: setAside(), notes: [], problems: [], today: io.today };
  const { problems, notes } = checkColumns(mapping, opened, table, { lookups, events });
  if (problems.length > 0) return { ok: false, problems };
  reading.notes.push(...notes);
  const past = assembled(table, events, lookups, reading);
  return reading.problems.length > 0 ? { ok: false, problems: reading.problems } : { ok: true, past };
}

function tableAt(file: string, { encoding, delimiter }: Mapping, io: CliIo): Table {
  const bytes = io.bytes(file);
  if (bytes === null) throw new UsageError(`"${file}" cannot be read`);
  const table = readTable(file, bytes, { encoding, delimiter });
  if (table === null) throw new UsageError(`"${file}" has no line with the names of columns`);
  return table;
}

function assembled(table: Table, eventsTable: Table | null, lookups: readonly Table[], reading: Reading): PastDeals {
  const { mapping, notes, aside } = reading;
  const today = numberOf(reading.today) ?? 0;
  const factors = columnFactors(table, lookups, reading);
  const plain = dealRows(table, factors, today, reading);
  const ids = new Set(plain.map(({ dealId }) => dealId));
  const events = eventsTable === null ? NO_EVENTS : readEvents(eventsTable, factors, ids, reading);
  const histories = withAmounts(
    plain.map((deal) => withCourse(deal, events, today, aside)),
    mapping.owner,
  );
  const roles: Roles = {
    stage: events.kinds.has(STAGE) ? STAGE : null,
    activity: events.kinds.has(ACTIVITY) ? ACTIVITY : null,
    closeDate: events.kinds.has(CLOSE_DATE) ? CLOSE_DATE : null,
  };
  const withHistory = events.kinds.size > 0;
  // The stage of the deals file is the last one; the events know when.
  const own = factors.map(({ def }) => def).filter(({ id }) => !(roles.stage !== null && id === mapping.stage));
  const listed = [
    ...own,
    ...(mapping.amount === undefined ? [] : amountFactors(mapping.owner)),
    ...(roles.stage === null ? [] : [STAGE_FACTOR]),
  ];
  const { kept, dropped } = withoutLeaks(histories, listed, new Set(events.kinds));
  const fallen = dropped.some(({ id }) => id === AMOUNT) ? new Set(MADE_OF_AMOUNT) : new Set<string>();
  const defs = kept.filter(({ id }) => !fallen.has(id));
  notes.push(...remarks(table, histories));
  return {
    table,
    mapping,
    histories,
    defs: withHistory ? [...defs, ...courseFactors(roles)] : defs,
    dropped: dropped.filter(({ id }) => !fallen.has(id) || id === AMOUNT),
    stage: roles.stage ?? (defs.some(({ id }) => id === mapping.stage) ? (mapping.stage ?? null) : null),
    roles,
    withHistory,
    asOf: asOfDay(histories, reading, today),
    test: testReader(table, mapping),
    aside,
    notes,
  };
}

const STAGE_FACTOR: FactorDef = { id: STAGE, title: 'Stage', kind: 'category' };

/** Puts the events into the deal. What has a history began as its first event says, not as the export ends. */
function withCourse(deal: DealHistory, { byDeal, closedBy }: Events, today: number, aside: SetAside): DealHistory {
  const all = byDeal.get(deal.dealId) ?? [];
  const decided = deal.outcome === 'open' ? null : (closedBy.get(deal.dealId) ?? null);
  const closedDay = decided === null ? deal.closedDay : Math.min(decided, deal.closedDay ?? decided);
  const changes = all.filter(({ day }) => day <= (closedDay ?? today));
  if (changes.length < all.length)
    aside.add('deal with events after its closing or after today (those events are not used)', deal.dealId);
  const changed = new Set(all.map(({ factor }) => factor));
  const initial = Object.fromEntries(
    Object.entries(deal.initial).map(([id, value]) => [id, changed.has(id) ? undefined : value]),
  );
  return { ...deal, closedDay, initial, changes };
}

/** What a reader of the figures should know. */
function remarks({ ragged, blank, rows }: Table, histories: readonly DealHistory[]): string[] {
  const seen = new Set(rows.map(({ cells }) => JSON.stringify(cells)));
  const copies = rows.length - seen.size;
  return [
    ...(ragged > 0
      ? [`${ragged} rows have more or fewer cells than the head; missing cells are empty, extra ones left out.`]
      : []),
    ...(blank > 0 ? [`${blank} rows are blank.`] : []),
    ...(copies > 0
      ? [
          `${copies} rows are exact copies of another; a test by chance may find in one half what it learned in the other.`,
        ]
      : []),
    ...oneEnding(histories),
    ...(histories.length > 0 && histories.every(({ createdDay }) => createdDay === null)
      ? ['No deal has a day of creation: no test by time, no life table.']
      : []),
  ];
}

function oneEnding(histories: readonly DealHistory[]): string[] {
  const closed = new Set(histories.flatMap(({ outcome }) => (outcome === 'open' ? [] : [outcome])));
  const [only] = closed;
  return closed.size === 1
    ? [`Every closed deal was ${only}: there is nothing to tell won from lost by, at most how soon a deal is won.`]
    : [];
}

function asOfDay(histories: readonly DealHistory[], { mapping, notes }: Reading, today: number): number {
  if (mapping.asOf !== undefined) {
    const order = mapping.dates?.toLowerCase() as DateOrder | undefined;
    const day = dateReader('asOf', [mapping.asOf], order, formatDay(dayFromNumber(today))).read(mapping.asOf);
    if (day !== null) return day;
    notes.push(`asOf: "${mapping.asOf}" is no date; the last date of the file was taken.`);
  }
  return histories.reduce((latest, { createdDay, closedDay, changes }) => {
    const days = changes.map(({ day }) => day);
    return Math.max(latest, createdDay ?? latest, closedDay ?? latest, ...days);
  }, 0);
}

function numberOf(date: string): number | null {
  const day = readDay(date);
  return day === null ? null : dayNumber(day);
}

function testReader({ rows }: Table, { id, split }: Mapping): (dealId: string) => boolean | null {
  if (split === undefined) return () => null;
  const [train, test] = [new Set((split.train ?? []).map(fold)), new Set((split.test ?? []).map(fold))];
  const parts = new Map<string, boolean | null>();
  for (const { number, cells } of rows) {
    const key = id === undefined ? `row ${number}` : (cells[id] ?? '');
    const text = fold(cells[split.column] ?? '');
    const isTest = test.has(text) ? true : train.has(text) ? false : null;
    // Where only one side is listed, the rest is the other.
    if (!parts.has(key))
      parts.set(key, isTest ?? (split.train === undefined ? false : split.test === undefined ? true : null));
  }
  return (dealId) => parts.get(dealId) ?? null;
}
