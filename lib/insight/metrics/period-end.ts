import { closedBetween, type Book, type BookDeal } from '../book';
import { leftOf, shareOf, type Asked, type Metric, type Share } from '../metric';
import { dayText, type Period } from '../periods';

/** Closings by how many whole weeks before the end of the period they fell; 0 is its last seven days. */
export type PeriodEndRow = {
  weeks_before_end: number;
  n: number;
  won: number;
  /** Share of all closings, and of all days of the periods: bunching is one over the other. */
  share: number;
  share_of_days: number;
} & Share & { deals: readonly string[] };

const WEEK = 7;

/** Bunching of closings at the end of periods, with the win rate of each week. */
export function periodEnd(book: Book, { asOf, from, periods }: Asked): Metric<PeriodEndRow> {
  const weeks = new Map<number, { deals: BookDeal[]; days: number }>();
  const seen = periods.filter(({ start, end }) => end > from && start <= asOf);
  for (const period of seen) countDays(period, from, asOf, weeks);
  const closed = book.deals.filter((deal) => closedBetween(deal, from, asOf));
  for (const deal of closed) {
    const day = deal.life?.closed ?? 0;
    const period = seen.find(({ start, end }) => day >= start && day < end);
    if (period) weeks.get(weekOf(day, period))?.deals.push(deal);
  }
  const days = [...weeks.values()].reduce((sum, week) => sum + week.days, 0);
  return {
    metric: 'period-end',
    n: closed.length,
    from: dayText(from),
    to: dayText(asOf),
    rows: [...weeks]
      .filter(([, week]) => week.deals.length > 0)
      .map(([week, { deals, days: own }]) => rowOf(week, deals, closed.length, own / days))
      .toSorted((a, b) => b.weeks_before_end - a.weeks_before_end),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

function weekOf(day: number, { end }: Period): number {
  return Math.floor((end - 1 - day) / WEEK);
}

function countDays(
  period: Period,
  from: number,
  asOf: number,
  weeks: Map<number, { deals: BookDeal[]; days: number }>,
) {
  for (let day = Math.max(from, period.start); day < period.end && day <= asOf; day++) {
    const week = weekOf(day, period);
    const found = weeks.get(week);
    if (found) found.days += 1;
    else weeks.set(week, { deals: [], days: 1 });
  }
}

function rowOf(week: number, deals: readonly BookDeal[], n: number, shareOfDays: number): PeriodEndRow {
  const won = deals.filter(({ row }) => row.outcome === 'won').length;
  return {
    weeks_before_end: week,
    n: deals.length,
    won,
    share: deals.length / n,
    share_of_days: shareOfDays,
    ...shareOf(won, deals.length),
    deals: deals.map(({ id }) => id),
  };
}
