import { closedBetween, levelOf, type Book } from '../book';
import { DIMENSIONS, type Dimension } from '../layout';
import { groupByLevel, leftOf, shareOf, type Asked, type Metric, type Share } from '../metric';
import { dayText } from '../periods';
import { shrunkShares, type Shrunk } from './shrink';

/** Win rate of one level of one dimension; `level` null: empty or unknown. */
export type WinRateRow = { dimension: Dimension | 'all'; level: string | null; n: number; won: number } & Share &
  Shrunk & { deals: readonly string[] };

/** Win rate by segment, with intervals and shrunk towards the whole: by size of the group, never a ranking. */
export function winRate(book: Book, { asOf, from }: Asked): Metric<WinRateRow> {
  const closed = book.deals.filter((deal) => closedBetween(deal, from, asOf));
  const rows = (['all', ...DIMENSIONS] as const).flatMap((dimension) => {
    const by = groupByLevel(closed, (deal) => (dimension === 'all' ? null : levelOf(deal, dimension)));
    const groups = by.map(([level, deals]) => ({
      level,
      deals,
      n: deals.length,
      some: deals.filter(({ row }) => row.outcome === 'won').length,
    }));
    const shrunk = shrunkShares(groups);
    return groups
      .map(({ level, deals, n, some }, i) =>
        Object.assign(
          { dimension, level, n, won: some, ...shareOf(some, n), deals: deals.map(({ id }) => id) },
          shrunk[i],
        ),
      )
      .toSorted((a, b) => b.n - a.n);
  });
  return {
    metric: 'win-rate',
    n: closed.length,
    from: dayText(from),
    to: dayText(asOf),
    rows,
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}
