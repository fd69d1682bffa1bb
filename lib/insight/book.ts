import { readMoment } from '@/lib/domain/calendar';
import type { ActivityRow, ChangeRow, ContactRow, DealRow, Dimension, FlagRow, Layout, ScoreRow } from './layout';
import { later } from './later';
import { dayOf } from './periods';
import { inOrder, timelineOf, type Move, type Timeline } from './timeline';

/** A deal with its course, days as numbers since 1970-01-01: what metrics are computed from. */
export type BookDeal = {
  id: string;
  row: DealRow;
  currency: string | null;
  /** Null where the days contradict each other or one is missing: such a deal has no place in time. */
  life: { created: number; closed: number | null } | null;
  stage: Timeline<string>;
  amount: Timeline<number>;
  closeDate: Timeline<number>;
  closeDateMoves: readonly Move<number>[];
  activities: readonly { day: number; ms: number | null; direction: 'in' | 'out' | null; kind: string | null }[];
  contacts: readonly ContactRow[];
  flags: readonly Flag[];
  scores: readonly { day: number; chance: number }[];
};

/** A flag with its day as a number and what it is about. */
export type Flag = FlagRow & { on: number; about: string };

/** A layout, indexed. Filters share the deals of the book they were made from. */
export type Book = {
  deals: readonly BookDeal[];
  layout: Layout;
  /** Place of each open stage by `stageKey`, and its name. */
  positions: ReadonlyMap<string, number>;
};

/** What few metrics look at, and what takes longest to read. */
type LateParts = Pick<BookDeal, 'activities' | 'contacts' | 'flags' | 'scores'>;

/**
 * Reads a layout once; every metric takes the book. Activities, contacts, flags and scores are read when the first metric asks for
 * them, of all deals at once: the page's first view needs none of them.
 */
export function bookOf(layout: Layout): Book {
  const changes = grouped(layout.changes);
  const parts = partsLater(layout);
  return {
    layout,
    deals: layout.deals.map((row) => Object.assign(Object.create(parts) as LateParts, dealOf(row, changes))),
    positions: new Map(layout.stages.map(({ pipeline, stage, position }) => [stageKey(pipeline, stage), position])),
  };
}

/** What every deal of a book inherits: its parts, by its id. */
function partsLater(layout: Layout): LateParts {
  const activities = later(() => each(layout.activities, activitiesIn));
  const contacts = later(() => grouped(layout.contacts));
  const flags = later(() => each(layout.flags, dated));
  const scores = later(() => each(layout.scores, scoresIn));
  return {
    get activities() {
      return activities().get(idOf(this)) ?? [];
    },
    get contacts() {
      return contacts().get(idOf(this)) ?? [];
    },
    get flags() {
      return flags().get(idOf(this)) ?? [];
    },
    get scores() {
      return scores().get(idOf(this)) ?? [];
    },
  };
}

/** Of the deal that inherits the parts. */
function idOf(deal: LateParts): string {
  return (deal as BookDeal).id;
}

function each<Row extends { deal_id: string }, T>(
  rows: readonly Row[],
  read: (rows: readonly Row[]) => T,
): Map<string, T> {
  return new Map([...grouped(rows)].map(([id, own]) => [id, read(own)]));
}

/** The same book with some of its deals. Targets and calls stay: they are the team's or an owner's, not a deal's. */
export function filtered(book: Book, keep: (deal: BookDeal) => boolean): Book {
  return { ...book, deals: book.deals.filter(keep) };
}

export function stageKey(pipeline: string | null, stage: string | null): string {
  return JSON.stringify([pipeline, stage]);
}

/** Two of a moment come in an order of their own, not in that of the file. */
function named({ kind, direction }: { kind: string | null; direction: string | null }): string {
  return `${kind ?? ''} ${direction ?? ''}`;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function grouped<T extends { deal_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) {
    const list = out.get(row.deal_id);
    if (list) list.push(row);
    else out.set(row.deal_id, [row]);
  }
  return out;
}

function dealOf(row: DealRow, changesOf: ReadonlyMap<string, readonly ChangeRow[]>): Omit<BookDeal, keyof LateParts> {
  const id = row.deal_id;
  const changes = changesOf.get(id) ?? [];
  const closeDateMoves = movesOf(changes, 'close_date', dayOf);
  return {
    id,
    row,
    currency: row.currency,
    life: lifeOf(row),
    stage: timelineOf(
      movesOf(changes, 'stage', (text) => text),
      row.stage,
    ),
    amount: timelineOf(movesOf(changes, 'amount', numberOf), row.amount),
    closeDate: timelineOf(closeDateMoves, dayOf(row.close_date)),
    closeDateMoves,
  };
}

function activitiesIn(rows: readonly ActivityRow[]): BookDeal['activities'] {
  return rows
    .flatMap(({ day, happened_at: at, direction, kind }) => {
      const on = dayOf(day);
      return on === null ? [] : [{ day: on, ms: at === null ? null : (readMoment(at)?.ms ?? null), direction, kind }];
    })
    .toSorted((a, b) => a.day - b.day || (a.ms ?? 0) - (b.ms ?? 0) || byText(named(a), named(b)));
}

function scoresIn(rows: readonly ScoreRow[]): BookDeal['scores'] {
  return rows.flatMap(({ day, chance }) => {
    const on = dayOf(day);
    return on === null ? [] : [{ day: on, chance }];
  });
}

function dated(rows: readonly FlagRow[]): Flag[] {
  return rows
    .flatMap((row) => {
      const on = dayOf(row.day);
      return on === null ? [] : [Object.assign({ on, about: `${row.kind} ${row.rule}` }, row)];
    })
    .toSorted((a, b) => a.on - b.on);
}

function lifeOf({ created, closed, outcome }: DealRow): BookDeal['life'] {
  const from = dayOf(created);
  const until = outcome === 'open' ? null : dayOf(closed);
  if (from === null || (outcome !== 'open' && until === null)) return null;
  return until !== null && until < from ? null : { created: from, closed: until };
}

/** In order. Most deals have none, and those of a CRM come sorted. */
function movesOf<T>(
  changes: readonly ChangeRow[],
  field: ChangeRow['field'],
  read: (text: string | null) => T | null,
): readonly Move<T>[] {
  const moves: Move<T>[] = [];
  for (const change of changes) {
    const day = change.field === field ? dayOf(change.day) : null;
    if (day !== null) moves.push({ day, seq: change.seq, old: read(change.old), new: read(change.new) });
  }
  return inOrder(moves);
}

/** As the SQL reads it. */
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

function numberOf(text: string | null): number | null {
  return text !== null && PLAIN_NUMBER.test(text) ? Number(text) : null;
}

/** Whether the deal had begun and not ended at the end of the day; a deal without a life never is. */
export function openAt({ life }: BookDeal, day: number): boolean {
  return life !== null && life.created <= day && (life.closed === null || life.closed > day);
}

/** Won or lost from `from` to `to`, both days included. */
export function closedBetween({ life }: BookDeal, from: number, to: number): boolean {
  return life !== null && life.closed !== null && life.closed >= from && life.closed <= to;
}

const SIZES = [1_000, 10_000, 100_000, 1_000_000];

/** What a deal is grouped under; null where that is empty or unknown. Sizes are tenfold bands within a currency. */
export function levelOf({ row }: BookDeal, dimension: Dimension): string | null {
  if (dimension !== 'size') return row[dimension];
  if (row.amount === null) return null;
  const band = SIZES.findIndex((edge) => (row.amount ?? 0) < edge);
  return `${row.currency ?? '?'} ${band === -1 ? '>=1000000' : `<${SIZES[band] ?? 0}`}`;
}
