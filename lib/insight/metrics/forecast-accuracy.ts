import type { Book } from '../book';
import { groupBy, leftOf, type Asked, type Metric } from '../metric';
import { dayText, type Period } from '../periods';
import { valueOf, wonBetween } from './coverage';
import { calledRows, type ForecastRow } from './forecast';

/** How a method did over the periods that are over, as it stood on the same day of each period as `asOf` is of this one. */
export type AccuracyRow = {
  method: string;
  currency: string | null;
  periods: number;
  /** Σ|said − won| / Σ won; null where nothing was won. */
  wape: number | null;
  /** Σ(said − won) / Σ won: above 0 is too high. */
  bias: number | null;
  /** Periods with an interval, and those of them that it held. */
  with_interval: number;
  covered: number;
};

/** Accuracy of every method that said something of past periods: WAPE, bias and coverage. */
export function forecastAccuracy(book: Book, asked: Asked): Metric<AccuracyRow> {
  const { asOf, period, periods } = asked;
  const over = periods.filter(({ end }) => end <= asOf + 1 && end <= period.start);
  const said = over.flatMap((one) => saidOf(book, one, asOf - period.start));
  const groups = groupBy(said, ({ method, currency }) => JSON.stringify([method, currency]));
  const first = over[0];
  return {
    metric: 'forecast-accuracy',
    n: over.length,
    from: first === undefined ? null : dayText(first.start),
    to: dayText(asOf),
    rows: [...groups.values()].flatMap(accuracyOf),
    left: leftOf({ noPlaceInTime: book.deals.filter(({ life }) => life === null).length }),
  };
}

type Said = ForecastRow & { actual: number };

function saidOf(book: Book, one: Period, daysIn: number): Said[] {
  const day = Math.min(one.start + daysIn, one.end - 1);
  return calledRows(book.layout.calls, dayText(one.start), day).map((row) => {
    const won = book.deals.filter((deal) => deal.currency === row.currency && wonBetween(deal, one.start, one.end - 1));
    return Object.assign({ actual: valueOf(won, one.end - 1) }, row);
  });
}

function accuracyOf(said: readonly Said[]): AccuracyRow[] {
  const [one] = said;
  if (one === undefined) return [];
  const total = said.reduce((sum, { actual }) => sum + actual, 0);
  const share = (of: (row: Said) => number): number | null =>
    total > 0 ? said.reduce((sum, row) => sum + of(row), 0) / total : null;
  const spans = said.flatMap(({ low, high, actual }) => (low === null || high === null ? [] : [{ low, high, actual }]));
  return [
    {
      method: one.method,
      currency: one.currency,
      periods: said.length,
      wape: share(({ value, actual }) => Math.abs(value - actual)),
      bias: share(({ value, actual }) => value - actual),
      with_interval: spans.length,
      covered: spans.filter(({ low, high, actual }) => low <= actual && actual <= high).length,
    },
  ];
}
