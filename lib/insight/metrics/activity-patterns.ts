import { ascending, quantile } from '@/lib/domain/quantiles';
import { closedBetween, type Book, type BookDeal } from '../book';
import { leftOf, type Asked, type Metric } from '../metric';
import { dayText } from '../periods';

/**
 * - `activities`: up to the closing; `per30Days`: over the deal's life, which counts as a day at least
 * - `inboundShare`: of activities with a direction
 * - `daysToFirst`: from creation to the first activity; `longestGap`: days between two neighbouring ones
 * - `contacts`: people of the buyer's side who took part by the closing
 */
const MEASURES = ['activities', 'per30Days', 'inboundShare', 'daysToFirst', 'longestGap', 'contacts'] as const;

export type ActivityMeasure = (typeof MEASURES)[number];

const OUTCOMES = ['won', 'lost'] as const;

export type ActivityPatternRow = {
  measure: ActivityMeasure;
  outcome: 'won' | 'lost';
  n: number;
  p25: number | null;
  median: number | null;
  p75: number | null;
};

/** Activity of deals won and lost since `from`, side by side. Deals without any activity count for none of the measures but `contacts`. */
export function activityPatterns(book: Book, { asOf, from }: Asked): Metric<ActivityPatternRow> {
  const closed = book.deals.filter((deal) => closedBetween(deal, from, asOf));
  const values = MEASURES.map((measure) => ({ measure, won: [] as number[], lost: [] as number[] }));
  for (const deal of closed) {
    const measured = measuresOf(deal);
    for (const found of values) {
      const value = measured[found.measure];
      if (value !== null && deal.row.outcome !== 'open') found[deal.row.outcome].push(value);
    }
  }
  return {
    metric: 'activity-patterns',
    n: closed.length,
    from: dayText(from),
    to: dayText(asOf),
    rows: values.flatMap(({ measure, ...by }) =>
      OUTCOMES.flatMap((outcome): ActivityPatternRow[] => {
        const sorted = ascending(by[outcome]);
        const [p25, median, p75] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
        if (sorted.length === 0) return [];
        return [{ measure, outcome, n: sorted.length, p25: p25 ?? null, median: median ?? null, p75: p75 ?? null }];
      }),
    ),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

/** Of a closed deal, as far as its closing. */
function measuresOf({ life, activities, contacts }: BookDeal): Record<ActivityMeasure, number | null> {
  const [created, closed] = [life?.created ?? 0, life?.closed ?? 0];
  const days = activities.flatMap(({ day }) => (day <= closed ? [day] : []));
  const [first] = days;
  const directed = activities.filter(({ day, direction }) => day <= closed && direction !== null);
  const inbound = directed.filter(({ direction }) => direction === 'in').length;
  const gaps = days.slice(1).map((day, i) => day - (days[i] ?? day));
  const some = first !== undefined;
  return {
    activities: some ? days.length : null,
    per30Days: some ? (30 * days.length) / Math.max(1, closed - created) : null,
    inboundShare: directed.length === 0 ? null : inbound / directed.length,
    daysToFirst: some ? first - created : null,
    longestGap: gaps.length === 0 ? null : Math.max(...gaps),
    contacts: contacts.length === 0 ? null : engagedBy(contacts, closed),
  };
}

function engagedBy(contacts: BookDeal['contacts'], day: number): number {
  const last = dayText(day);
  return contacts.filter(({ first_day: firstDay }) => firstDay !== null && firstDay <= last).length;
}
