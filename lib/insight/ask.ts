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

/** The days that data reach over: the first creation, and the last closing or close date. */
export type Reach = { first: number; last: number };

/** Fills in what is asked of the metrics: periods reach from the first day of the data to the last close date. */
export function askedOf(book: Book, asked: AskedFor): Asked {
  let [first, last] = [asked.asOf, asked.asOf];
  for (const { life, closeDate } of book.deals) {
    if (life === null) continue;
    first = Math.min(first, life.created);
    last = Math.max(last, life.closed ?? asked.asOf);
    for (const day of closeDate.values) last = Math.max(last, day ?? last);
  }
  return askedWithin({ first, last }, asked);
}

/** A close date beyond is a slip of the hand: periods end here, in days from "now". */
const FURTHEST = 10 * 366;

/** The same where the data are not at hand. */
export function askedWithin(
  reach: Reach,
  { asOf, from, since, kind = 'quarter', fiscalStart = 1, within }: AskedFor,
): Asked {
  const first = Math.max(Math.min(reach.first, asOf), asOf - 3 * FURTHEST);
  const last = Math.min(Math.max(reach.last, within ?? asOf), asOf + FURTHEST);
  return {
    asOf,
    from: from ?? first,
    since: since ?? asOf - DAYS_BACK,
    period: periodAt(within ?? asOf, kind, fiscalStart),
    periods: periodsBetween(first, last, kind, fiscalStart),
    months: periodsBetween(first, asOf, 'month'),
  };
}
