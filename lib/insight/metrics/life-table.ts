import { closedBetween, type Book } from '../book';
import { leftOf, shareOf, type Asked, type Metric, type Share } from '../metric';
import { dayText } from '../periods';

/** Of the closed deals that lived to this week of age, how many were won in the end. */
export type LifeTableRow = {
  week: number;
  n: number;
  won: number;
  won_this_week: number;
  lost_this_week: number;
} & Share;

const WEEK = 7;
/** The last week holds everything older. */
export const MOST_WEEKS = 104;

export function weekOfAge(days: number): number {
  return Math.min(MOST_WEEKS, Math.floor(days / WEEK));
}

/** Life table of the deals closed since `from`: what becomes of a deal that is so old and not yet closed. */
export function lifeTable(book: Book, { asOf, from }: Asked): Metric<LifeTableRow> {
  const ages = book.deals.flatMap((deal) => {
    const { life, row } = deal;
    if (life === null || life.closed === null || !closedBetween(deal, from, asOf)) return [];
    return [{ week: weekOfAge(life.closed - life.created), won: row.outcome === 'won' }];
  });
  const last = ages.reduce((most, { week }) => Math.max(most, week), -1);
  const counts = Array.from({ length: last + 1 }, () => ({ won: 0, lost: 0 }));
  for (const { week, won } of ages) {
    const count = counts[week];
    if (count) count[won ? 'won' : 'lost'] += 1;
  }
  const rows: LifeTableRow[] = [];
  let [n, won] = [0, 0];
  for (let week = last; week >= 0; week--) {
    const { won: wonThen, lost } = counts[week] ?? { won: 0, lost: 0 };
    n += wonThen + lost;
    won += wonThen;
    rows.push({ week, n, won, won_this_week: wonThen, lost_this_week: lost, ...shareOf(won, n) });
  }
  return {
    metric: 'life-table',
    n: ages.length,
    from: dayText(from),
    to: dayText(asOf),
    rows: rows.toReversed(),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}
