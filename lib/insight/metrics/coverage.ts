import { openAt, type Book, type BookDeal } from '../book';
import { leftOf, shareOf, type Asked, type Metric } from '../metric';
import { dayText, type Period } from '../periods';
import { valueAt } from '../timeline';

/** The period's target against what is won and what is open, in one currency. */
export type CoverageRow = {
  currency: string | null;
  /** Null without a target. */
  target: number | null;
  won: number;
  n_won: number;
  /** Open and due by the end of the period, overdue deals among them. */
  open: number;
  n_open: number;
  n_overdue: number;
  /** Target less won, not below 0. */
  needed: number | null;
  /** Open over needed; null where nothing is needed. */
  coverage: number | null;
  /** Past periods, complete by `asOf`, at most four. */
  past_periods: number;
  /** Of the pipeline at the same day of those periods, what share of its money was won by their end. */
  conversion: number | null;
  /** The same by deals, with its interval. */
  n_past: number;
  n_past_won: number;
  deal_conversion: number | null;
  low: number | null;
  high: number | null;
  /** Open times conversion, and that over needed. */
  expected: number | null;
  expected_coverage: number | null;
};

const PAST_PERIODS = 4;

/** Coverage of the period against its target, and against what pipelines like it turned into. */
export function coverage(book: Book, asked: Asked): Metric<CoverageRow> {
  const { asOf, period } = asked;
  const targets = targetsOf(book, period);
  const past = pastPeriods(asked);
  const currencies = new Set([...book.deals.map(({ currency }) => currency), ...targets.keys()]);
  const rows = [...currencies].map((currency) => {
    const deals = book.deals.filter((deal) => deal.currency === currency);
    return rowOf({ currency, target: targets.get(currency) ?? null, deals, past }, asked);
  });
  return {
    metric: 'coverage',
    n: rows.reduce((sum, row) => sum + row.n_open + row.n_won, 0),
    from: dayText(period.start),
    to: dayText(asOf),
    rows: rows.filter((row) => row.target !== null || row.n_won + row.n_open + row.n_past > 0),
    left: leftOf({
      noPlaceInTime: book.deals.filter(({ life }) => life === null).length,
      noCloseDate: book.deals.filter((deal) => openAt(deal, asOf) && valueAt(deal.closeDate, asOf) === null).length,
    }),
  };
}

/** At most four complete periods before the one asked about, the latest last. */
export function pastPeriods({ asOf, period, periods }: Asked): Period[] {
  return periods
    .filter(({ start, end }) => end <= period.start && end <= asOf + 1 && start < period.start)
    .slice(-PAST_PERIODS);
}

/** The team's own target, or without one the sum of its owners'. */
function targetsOf({ layout }: Book, period: Period): Map<string | null, number> {
  const start = dayText(period.start);
  const here = layout.targets.filter((row) => row.period_start === start);
  const whole = here.filter(({ owner }) => owner === null);
  const out = new Map<string | null, number>();
  for (const { currency, amount } of whole.length > 0 ? whole : here)
    out.set(currency, (out.get(currency) ?? 0) + amount);
  return out;
}

type Part = { currency: string | null; target: number | null; deals: readonly BookDeal[]; past: readonly Period[] };

function rowOf({ currency, target, deals, past }: Part, { asOf, period }: Asked): CoverageRow {
  const won = deals.filter((deal) => wonBetween(deal, period.start, Math.min(asOf, period.end - 1)));
  const open = dueBy(deals, asOf, period.end);
  const [wonValue, openValue] = [valueOf(won, asOf), valueOf(open, asOf)];
  const before = past.map((one) => turnedInto(deals, one, asOf - period.start));
  const sum = (of: (one: Turned) => number): number => before.reduce((total, one) => total + of(one), 0);
  const conversion = sum(({ value }) => value) > 0 ? sum((one) => one.wonValue) / sum((one) => one.value) : null;
  const [n, nWon] = [sum((one) => one.n), sum((one) => one.nWon)];
  const share = shareOf(nWon, n);
  const needed = target === null ? null : Math.max(0, target - wonValue);
  const expected = conversion === null ? null : openValue * conversion;
  const per = (value: number | null): number | null =>
    value === null || needed === null || needed === 0 ? null : value / needed;
  return {
    currency,
    target,
    won: wonValue,
    n_won: won.length,
    open: openValue,
    n_open: open.length,
    n_overdue: open.filter((deal) => (valueAt(deal.closeDate, asOf) ?? asOf) < asOf).length,
    needed,
    coverage: per(openValue),
    past_periods: past.length,
    conversion,
    n_past: n,
    n_past_won: nWon,
    deal_conversion: share.rate,
    low: share.low,
    high: share.high,
    expected,
    expected_coverage: per(expected),
  };
}

type Turned = { n: number; nWon: number; value: number; wonValue: number };

/** What was open and due at the same day of a past period, and what of it was won by its end, at the amounts of that day. */
function turnedInto(deals: readonly BookDeal[], past: Period, daysIn: number): Turned {
  const day = Math.min(past.start + daysIn, past.end - 1);
  const due = dueBy(deals, day, past.end);
  const won = due.filter((deal) => wonBetween(deal, day + 1, past.end - 1));
  return { n: due.length, nWon: won.length, value: valueOf(due, day), wonValue: valueOf(won, day) };
}

export function wonBetween({ life, row }: BookDeal, from: number, to: number): boolean {
  return row.outcome === 'won' && life !== null && life.closed !== null && life.closed >= from && life.closed <= to;
}

/** Open at the end of the day and expected before the end of the period. */
export function dueBy(deals: readonly BookDeal[], day: number, end: number): BookDeal[] {
  return deals.filter((deal) => openAt(deal, day) && (valueAt(deal.closeDate, day) ?? Infinity) < end);
}

export function valueOf(deals: readonly BookDeal[], day: number): number {
  return deals.reduce((sum, deal) => sum + (valueAt(deal.amount, day) ?? 0), 0);
}
