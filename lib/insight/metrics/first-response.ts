import { closedBetween, type Book, type BookDeal } from '../book';
import { leftOf, spreadOf, type Asked, type Metric, type Spread } from '../metric';
import { dayText } from '../periods';

/** Hours from the buyer's first word to our first after it. */
export type FirstResponseRow = {
  outcome: 'won' | 'lost';
  /** Deals with a first word whose time is known; `answered` is what the hours are of. */
  n: number;
  answered: number;
} & Spread & { deals: readonly string[] };

const HOUR_MS = 3_600_000;

/** Hours until the first answer; null: never answered; undefined: nobody wrote, or the times are not known. */
export function responseHours({ activities }: BookDeal): number | null | undefined {
  const timed = activities.flatMap(({ ms, direction }) => (ms === null ? [] : [{ ms, direction }]));
  const asked = timed
    .filter(({ direction }) => direction === 'in')
    .reduce((least, { ms }) => Math.min(least, ms), Infinity);
  if (asked === Infinity) return undefined;
  const answers = timed.filter(({ direction, ms }) => direction === 'out' && ms >= asked);
  if (answers.length === 0) return null;
  return (answers.reduce((least, { ms }) => Math.min(least, ms), Infinity) - asked) / HOUR_MS;
}

/** Time to first response of deals won and lost since `from`. */
export function firstResponse(book: Book, { asOf, from }: Asked): Metric<FirstResponseRow> {
  const closed = book.deals.flatMap((deal) => {
    const hours = closedBetween(deal, from, asOf) ? responseHours(deal) : undefined;
    return hours === undefined ? [] : [{ deal, hours }];
  });
  return {
    metric: 'first-response',
    n: closed.length,
    from: dayText(from),
    to: dayText(asOf),
    rows: (['won', 'lost'] as const).flatMap((outcome) => {
      const deals = closed.filter(({ deal }) => deal.row.outcome === outcome);
      if (deals.length === 0) return [];
      const hours = deals.flatMap((one) => (one.hours === null ? [] : [one.hours]));
      const ids = deals.map(({ deal }) => deal.id);
      return [{ outcome, n: deals.length, answered: hours.length, ...spreadOf(hours), deals: ids }];
    }),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}
