import type { CalledDeal } from '@/lib/domain/review';
import type { Book, BookDeal } from './book';
import type { CallRow } from './layout';
import { valueOf, wonBetween } from './metrics/coverage';
import { dayOf, dayText, type Period } from './periods';

/**
 * The calls of deal reviews as a forecast of each period, by currency: what was won in it so far, and the deals that then stood as
 * `commit` with a day in it, at their amounts of that day. It is said on the period's first day, as far as anything was called by
 * then, and on each day of the period that had a review.
 */
export function reviewCalls({ deals }: Book, called: readonly CalledDeal[], periods: readonly Period[]): CallRow[] {
  const byId = new Map(deals.map((deal) => [deal.id, deal]));
  const said = called
    .flatMap(({ dealId, day, call, due }) => {
      const [deal, on] = [byId.get(dealId), dayOf(day)];
      return deal === undefined || on === null ? [] : [{ deal, on, call, due: dayOf(due) }];
    })
    .toSorted((a, b) => a.on - b.on);
  const days = [...new Set(said.map(({ on }) => on))];
  return periods.flatMap((period) =>
    [period.start, ...days.filter((day) => day > period.start && day < period.end)].flatMap((day) => {
      const standing = new Map<string, Said>();
      for (const one of said) if (one.on <= day) standing.set(one.deal.id, one);
      return standing.size === 0 ? [] : rowsOf(deals, [...standing.values()], period, day);
    }),
  );
}

type Said = { deal: BookDeal; on: number; call: string; due: number | null };

function rowsOf(deals: readonly BookDeal[], standing: readonly Said[], period: Period, day: number): CallRow[] {
  const won = deals.filter((deal) => wonBetween(deal, period.start, day));
  const counted = new Set(won);
  const committed = standing.flatMap(({ deal, call, due }) =>
    call === 'commit' && due !== null && due >= period.start && due < period.end && isOpen(deal, day) ? [deal] : [],
  );
  const all = [...won, ...committed.filter((deal) => !counted.has(deal))];
  return [...new Set(standing.map(({ deal }) => deal.currency))].map((currency) => ({
    period_start: dayText(period.start),
    said_on: dayText(day),
    method: 'rep',
    owner: null,
    value: valueOf(
      all.filter((deal) => deal.currency === currency),
      day,
    ),
    low: null,
    high: null,
    currency,
  }));
}

function isOpen({ life }: BookDeal, day: number): boolean {
  return life !== null && (life.closed === null || life.closed > day);
}
