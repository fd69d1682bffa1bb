import { ascending, quantile } from '@/lib/domain/quantiles';
import { shareInterval } from '@/lib/domain/lift';
import type { Book } from './book';
import type { Period } from './periods';

/** What is asked of every metric; days are numbers since 1970-01-01. */
export type Asked = {
  /** The day that is "now": its end. */
  asOf: number;
  /** Closings from this day to `asOf` count for rates and times. */
  from: number;
  /** Movement is counted from the end of this day. */
  since: number;
  /** The period looked at; it holds `asOf`, or lies before or after it. */
  period: Period;
  /** All periods of the same kind that the data reach into, in order. */
  periods: readonly Period[];
  /** Calendar months, for trends. */
  months: readonly Period[];
};

/** Deals a metric could not use, and why: nothing is left out silently. */
export type Left = { reason: LeftReason; n: number };
export type LeftReason =
  | 'noPlaceInTime'
  | 'noAmount'
  | 'noCurrency'
  | 'noCloseDate'
  | 'noProbability'
  | 'stageNotListed';

/**
 * An answer: `n` deals it rests on, the days it covers, and rows that are the rows of the SQL file of the same id.
 * `deals` of a row (not in SQL) are the ids behind it.
 */
export type Metric<Row> = {
  metric: string;
  n: number;
  /** `YYYY-MM-DD`, both included; `from` null where the metric is a state of one day. */
  from: string | null;
  to: string;
  rows: readonly Row[];
  left: readonly Left[];
};

export type MetricOf<Row> = (book: Book, asked: Asked) => Metric<Row>;

/** `low`–`high`: 95 %, by Wilson; null of nothing. */
export type Share = { rate: number | null; low: number | null; high: number | null };

export function shareOf(some: number, n: number): Share {
  const interval = shareInterval(some, n);
  return { rate: n === 0 ? null : some / n, low: interval?.low ?? null, high: interval?.high ?? null };
}

export type Spread = { median: number | null; p75: number | null; p90: number | null };

export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = ascending(numbers);
  return { median: quantile(sorted, 0.5), p75: quantile(sorted, 0.75), p90: quantile(sorted, 0.9) };
}

/** Reasons that occurred. */
export function leftOf(counts: Readonly<Partial<Record<LeftReason, number>>>): Left[] {
  return (Object.entries(counts) as [LeftReason, number][]).flatMap(([reason, n]) => (n > 0 ? [{ reason, n }] : []));
}

/** Items by a level that may be null, in the order the levels first come. */
export function groupByLevel<T>(items: Iterable<T>, levelOf: (item: T) => string | null): [string | null, T[]][] {
  const out = new Map<string | null, T[]>();
  for (const item of items) {
    const level = levelOf(item);
    const list = out.get(level);
    if (list) list.push(item);
    else out.set(level, [item]);
  }
  return [...out];
}

/** Items by a key, in the order the keys first come. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = out.get(key);
    if (list) list.push(item);
    else out.set(key, [item]);
  }
  return out;
}
