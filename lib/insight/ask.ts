import type { Book } from './book';
import type { Asked } from './metric';
import { periodAt, periodsBetween, type PeriodKind } from './periods';

export type AskedFor = {
  /** Days as numbers since 1970-01-01. */
  asOf: number;
  /** Default: the beginning of the data. */
  from?: number;
  /** Default: 30 days ago. */
  since?: number;
  kind?: PeriodKind;
  /** Month (1–12) in which the business year begins. */
  fiscalStart?: number;
  /** A day of the period looked at; default `asOf`. */
  within?: number;
};

const DAYS_BACK = 30;

/** Fills in what is asked of the metrics: periods reach from the first day of the data to the last close date. */
export function askedOf(book: Book, { asOf, from, since, kind = 'quarter', fiscalStart = 1, within }: AskedFor): Asked {
  let [first, last] = [asOf, Math.max(asOf, within ?? asOf)];
  for (const { life, closeDate } of book.deals) {
    if (life === null) continue;
    first = Math.min(first, life.created);
    last = Math.max(last, life.closed ?? asOf, ...closeDate.values.map((day) => day ?? asOf));
  }
  return {
    asOf,
    from: from ?? first,
    since: since ?? asOf - DAYS_BACK,
    period: periodAt(within ?? asOf, kind, fiscalStart),
    periods: periodsBetween(first, last, kind, fiscalStart),
    months: periodsBetween(first, asOf, 'month'),
  };
}
