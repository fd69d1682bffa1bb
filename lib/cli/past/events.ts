import type { FactorValue, ValueChange } from '@/lib/risk/rows';
import { dateReader } from '@/lib/insight/import/column-dates';
import { numberReader } from '@/lib/insight/import/column-numbers';
import { fold } from './columns';
import { dateColumn, type Reading } from './column-readers';
import { idFinder } from './same-id';
import { quoted } from './set-aside';
import type { Table } from '@/lib/insight/import/table';
import type { Factor } from './factors';

export const STAGE = 'stage';
export const ACTIVITY = 'activity';
export const CLOSE_DATE = 'close date';

/** The course of deals: changes by deal, and when each was won or lost as its stage says. */
export type Events = {
  byDeal: ReadonlyMap<string, readonly ValueChange[]>;
  closedBy: ReadonlyMap<string, number>;
  /** Factors with changes. */
  kinds: ReadonlySet<string>;
};

export const NO_EVENTS: Events = { byDeal: new Map(), closedBy: new Map(), kinds: new Set() };

type Kind = { factor: string; read: (text: string | null) => FactorValue };

/** Reads the events file; every event without a readable day or a known deal is counted. */
export function readEvents(
  table: Table,
  factors: readonly Factor[],
  deals: ReadonlySet<string>,
  reading: Reading,
): Events {
  const at = reading.mapping.events;
  if (at === undefined) return NO_EVENTS;
  const dayOf = dateColumn(table, at.time, ['events', 'time'], reading);
  const kindOf = kindsOf(table, factors, reading);
  const closing = new Set([...(reading.mapping.outcome.won ?? []), ...(reading.mapping.outcome.lost ?? [])].map(fold));
  const byDeal = new Map<string, ValueChange[]>();
  const closedBy = new Map<string, number>();
  const kinds = new Set<string>();
  const found = idFinder(deals);
  let [strays, byNumber] = [0, 0];
  for (const row of table.rows) {
    const text = row.cells[at.deal] ?? null;
    const deal = text === null ? null : found(text);
    if (deal === null) {
      strays += 1;
      reading.aside.add('event of a deal that is not there', quoted(row.number, text, at.deal));
      continue;
    }
    if (deal !== text) byNumber += 1;
    const day = dayOf(row);
    if (typeof day !== 'number') {
      reading.aside.add('event without a day', quoted(row.number, row.cells[at.time] ?? null, at.time));
      continue;
    }
    const { factor, read } = kindOf(at.field === undefined ? null : (row.cells[at.field] ?? null));
    const value = at.value === undefined ? null : (row.cells[at.value] ?? null);
    if (factor !== ACTIVITY && value !== null && closing.has(fold(value))) {
      // The answer itself, not a stage on the way to it.
      closedBy.set(deal, Math.min(day, closedBy.get(deal) ?? day));
      continue;
    }
    kinds.add(factor);
    const changes = byDeal.get(deal);
    const change = { day, factor, value: factor === ACTIVITY ? 1 : read(value) };
    if (changes) changes.push(change);
    else byDeal.set(deal, [change]);
  }
  reading.notes.push(...matchNotes(table, strays, byNumber));
  return { byDeal, closedBy, kinds };
}

function matchNotes({ file, rows }: Table, strays: number, byNumber: number): string[] {
  return [
    ...(byNumber > 0
      ? [`${byNumber} events have the number of a deal, not its id as written ("284" for "00284"): they were used.`]
      : []),
    ...(strays > rows.length / 2
      ? [
          `${strays} of ${rows.length} events in ${file} are of no deal in the file: is it the right column, and export?`,
        ]
      : []),
  ];
}

/** What a value of "field" means: a role, a column of the deals, or else an activity. */
function kindsOf(
  table: Table,
  factors: readonly Factor[],
  { mapping, today }: Reading,
): (field: string | null) => Kind {
  const { events } = mapping;
  const texts = table.rows.flatMap(({ cells }) =>
    events?.value !== undefined && cells[events.value] ? [cells[events.value] ?? ''] : [],
  );
  const dates = dateReader(
    'events',
    texts.filter((text) => /\d/.test(text)),
    mapping.dates?.toLowerCase() as 'dmy' | undefined,
    today,
  );
  const numbers = numberReader(texts, mapping.decimal);
  const has = (list: readonly string[] | undefined, field: string): boolean =>
    (list ?? []).some((one) => fold(one) === fold(field));
  return (field) => {
    if (field === null) return { factor: ACTIVITY, read: () => 1 };
    if (has(events?.stage, field)) return { factor: STAGE, read: (text) => text };
    if (has(events?.closeDate, field))
      return { factor: CLOSE_DATE, read: (text) => (text === null ? null : dates.read(text)) };
    if (has(events?.activity, field)) return { factor: ACTIVITY, read: () => 1 };
    const own = factors.find(({ def }) => fold(def.id) === fold(field));
    if (own === undefined)
      return { factor: events?.activity === undefined ? ACTIVITY : `unused ${field}`, read: () => 1 };
    const isNumber = own.def.kind === 'number';
    return { factor: own.def.id, read: (text) => (text === null ? null : isNumber ? numbers(text) : text) };
  };
}
