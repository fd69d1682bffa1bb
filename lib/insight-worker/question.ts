import type { AskedFor } from '@/lib/insight/ask';
import type { Book, BookDeal } from '@/lib/insight/book';
import { filtered } from '@/lib/insight/book';
import type { DealRow } from '@/lib/insight/layout';
import { isOfTeam, type Team } from '@/lib/insight/teams';

/** What deals can be filtered by. */
export const FILTERS = ['owner', 'team', 'segment', 'source', 'pipeline'] as const;

export type FilterBy = (typeof FILTERS)[number];

/** A level of each that is filtered by; null: those without one. What is absent is not filtered by. */
export type Filter = Readonly<Partial<Record<FilterBy, string | null>>>;

/** What every view is asked with. */
export type Question = { filter: Filter; asked: AskedFor };

/** The deals that pass; the same book where nothing is filtered by. */
export function pass(book: Book, filter: Filter, teams: readonly Team[]): Book {
  const asked = FILTERS.filter((by) => filter[by] !== undefined);
  if (asked.length === 0) return book;
  return filtered(book, ({ row }) =>
    asked.every((by) => (by === 'team' ? isOfTeam(row, filter.team ?? null, teams) : row[by] === filter[by])),
  );
}

/** A mark's place or places among the rows of its metric. */
export type At = number | readonly number[];

/** A deal in a list behind a mark. */
export type DealLine = Pick<
  DealRow,
  | 'deal_id'
  | 'name'
  | 'account'
  | 'owner'
  | 'stage'
  | 'outcome'
  | 'amount'
  | 'currency'
  | 'created'
  | 'closed'
  | 'close_date'
>;

/** The deals behind a mark: all are counted, the first ones told. */
export type Behind = { total: number; deals: readonly DealLine[] };

const MOST_TOLD = 2_000;

export function linesOf(deals: readonly BookDeal[]): Behind {
  return { total: deals.length, deals: deals.slice(0, MOST_TOLD).map(({ row }) => lineOf(row)) };
}

function lineOf(row: DealRow): DealLine {
  const { deal_id, name, account, owner, stage, outcome, amount, currency, created, closed, close_date } = row;
  return { deal_id, name, account, owner, stage, outcome, amount, currency, created, closed, close_date };
}
