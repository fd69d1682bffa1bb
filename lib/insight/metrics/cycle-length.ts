import { ascending, quantile } from '@/lib/domain/quantiles';
import { closedBetween, levelOf, type Book } from '../book';
import { DIMENSIONS, type Dimension } from '../layout';
import { groupByLevel, leftOf, type Asked, type Metric } from '../metric';
import { dayText } from '../periods';
import { shrunkMeans, type Shrunk } from './shrink';

/** Days from creation to the win. */
export type CycleLengthRow = {
  dimension: Dimension | 'all';
  level: string | null;
  n: number;
  median: number | null;
  /** 95 % of the median, by ranks; null of fewer than six, where no ranks hold it. */
  low: number | null;
  high: number | null;
  p75: number | null;
  p90: number | null;
} & Shrunk & { deals: readonly string[] };

const Z95 = 1.959_964;
const FEWEST = 6;

/** Cycle length of won deals by segment; what is shrunk is the mean of ln(days + 1), given back as days. */
export function cycleLength(book: Book, { asOf, from }: Asked): Metric<CycleLengthRow> {
  const won = book.deals.flatMap((deal) => {
    const { life, row } = deal;
    if (row.outcome !== 'won' || life === null || life.closed === null || !closedBetween(deal, from, asOf)) return [];
    return [{ deal, days: life.closed - life.created }];
  });
  const rows = (['all', ...DIMENSIONS] as const).flatMap((dimension) => {
    const by = groupByLevel(won, ({ deal }) => (dimension === 'all' ? null : levelOf(deal, dimension)));
    const groups = by.map(([level, deals]) => ({ level, deals }));
    const shrunk = shrunkMeans(groups.map(({ deals }) => deals.map(({ days }) => Math.log(days + 1))));
    return groups
      .map(({ level, deals }, i) =>
        Object.assign(
          { dimension, level, ...spread(deals.map(({ days }) => days)), deals: deals.map(({ deal }) => deal.id) },
          inDays(shrunk[i]),
        ),
      )
      .toSorted((a, b) => b.n - a.n);
  });
  return {
    metric: 'cycle-length',
    n: won.length,
    from: dayText(from),
    to: dayText(asOf),
    rows,
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

function inDays(shrunk: Shrunk | undefined): Shrunk | undefined {
  const days = (log: number): number => Math.exp(log) - 1;
  return shrunk === undefined
    ? undefined
    : {
        ...shrunk,
        shrunk: days(shrunk.shrunk),
        shrunk_low: days(shrunk.shrunk_low),
        shrunk_high: days(shrunk.shrunk_high),
      };
}

function spread(days: readonly number[]): Omit<CycleLengthRow, 'dimension' | 'level' | 'deals' | keyof Shrunk> {
  const sorted = ascending(days);
  const n = sorted.length;
  const reach = Z95 * Math.sqrt(n);
  const rank = (r: number): number | null => (n < FEWEST ? null : (sorted[Math.min(n, Math.max(1, r)) - 1] ?? null));
  return {
    n,
    median: quantile(sorted, 0.5),
    low: rank(Math.floor((n - reach) / 2)),
    high: rank(Math.ceil(1 + (n + reach) / 2)),
    p75: quantile(sorted, 0.75),
    p90: quantile(sorted, 0.9),
  };
}
