import { deviation, mean } from '@/lib/domain/quantiles';
import type { Book, BookDeal } from '../book';
import type { CallRow } from '../layout';
import { groupBy, leftOf, type Asked, type Metric } from '../metric';
import { dayOf, dayText } from '../periods';
import { dueBy, pastPeriods, valueOf, wonBetween } from './coverage';

/** What one method says that the period will bring, in one currency. */
export type ForecastRow = {
  /** `won`, `weighted`, `runRate`, and the methods of the calls (`rep`, `forecast` …). */
  method: string;
  currency: string | null;
  value: number;
  /** 80 % interval where the method has one. */
  low: number | null;
  high: number | null;
  /** Deals (of `rep`: owners; of the run rate: periods) that it rests on. */
  n: number;
};

const Z80 = 1.281_552;

/** The forecast of the period beside rep calls, weighted pipeline and run rate. */
export function forecast(book: Book, asked: Asked): Metric<ForecastRow> {
  const { asOf, period } = asked;
  const due = dueBy(book.deals, asOf, period.end);
  const rows = [...new Set(book.deals.map(({ currency }) => currency))].flatMap((currency) =>
    computed(
      book.deals.filter((deal) => deal.currency === currency),
      currency,
      asked,
    ),
  );
  return {
    metric: 'forecast',
    n: due.length,
    from: dayText(period.start),
    to: dayText(asOf),
    rows: [...rows, ...calledRows(book.layout.calls, dayText(period.start), asOf)],
    left: leftOf({
      noPlaceInTime: book.deals.filter(({ life }) => life === null).length,
      noProbability: due.filter(({ row }) => row.probability === null).length,
    }),
  };
}

function computed(deals: readonly BookDeal[], currency: string | null, asked: Asked): ForecastRow[] {
  const { asOf, period } = asked;
  const won = deals.filter((deal) => wonBetween(deal, period.start, Math.min(asOf, period.end - 1)));
  const wonValue = valueOf(won, asOf);
  const weighed = dueBy(deals, asOf, period.end).filter(({ row }) => row.probability !== null);
  const weighted = weighed.reduce((sum, deal) => sum + (deal.row.probability ?? 0) * valueOf([deal], asOf), wonValue);
  const past = pastPeriods(asked).map((one) =>
    valueOf(
      deals.filter((deal) => wonBetween(deal, one.start, one.end - 1)),
      asOf,
    ),
  );
  const rate = mean(past);
  const half = past.length < 2 ? null : Z80 * deviation(past) * Math.sqrt(1 + 1 / past.length);
  const plain = { currency, low: null, high: null };
  return [
    { method: 'won', ...plain, value: wonValue, n: won.length },
    ...(weighed.length + won.length > 0
      ? [{ method: 'weighted', ...plain, value: weighted, n: weighed.length + won.length }]
      : []),
    ...(past.length === 0
      ? []
      : [
          {
            method: 'runRate',
            currency,
            value: rate,
            low: half === null ? null : Math.max(0, rate - half),
            high: half === null ? null : rate + half,
            n: past.length,
          },
        ]),
  ];
}

/** The last word of each method and owner by that day; owners are added up, where every one has an interval so is that. */
export function calledRows(calls: readonly CallRow[], periodStart: string, day: number): ForecastRow[] {
  const last = new Map<string, CallRow & { on: number }>();
  for (const call of calls) {
    const on = dayOf(call.said_on);
    if (call.period_start !== periodStart || on === null || on > day) continue;
    const key = JSON.stringify([call.method, call.currency, call.owner]);
    const before = last.get(key);
    if (before === undefined || before.on <= on) last.set(key, { ...call, on });
  }
  const groups = groupBy(last.values(), ({ method, currency }) => JSON.stringify([method, currency]));
  return [...groups.values()].flatMap((group): ForecastRow[] => {
    const [one] = group;
    if (one === undefined) return [];
    const sum = (of: (call: CallRow) => number | null): number | null =>
      group.some((call) => of(call) === null) ? null : group.reduce((total, call) => total + (of(call) ?? 0), 0);
    const value = sum((call) => call.value) ?? 0;
    const { method, currency } = one;
    return [{ method, currency, value, low: sum(({ low }) => low), high: sum(({ high }) => high), n: group.length }];
  });
}
