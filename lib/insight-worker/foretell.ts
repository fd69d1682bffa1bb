import type { Book } from '@/lib/insight/book';
import type { CallRow } from '@/lib/insight/layout';
import { callsOf, coursesOf } from '@/lib/insight/risk-bridge';
import { forecastPeriods } from '@/lib/risk/forecast/forecast';

/** Closed deals of a currency below which nothing is forecast. */
const FEWEST = 30;
/** The same in every run, so that the same data give the same forecast. */
const SEED = 1;

/** What the forecast of `lib/risk` says of this period, and would have said of every past one when it began. */
export function foretold(book: Book, asOf: number, kind: 'month' | 'quarter'): CallRow[] {
  const currencies = new Set(book.deals.map(({ currency }) => currency));
  return [...currencies].flatMap((currency) => {
    const { histories, stage, amountsKnown } = coursesOf(book, currency, asOf);
    if (histories.filter(({ outcome }) => outcome !== 'open').length < FEWEST) return [];
    const steps = forecastPeriods({ histories, kind, asOf, amountsKnown, stage, seed: SEED });
    for (;;) {
      const step = steps.next();
      if (step.done === true) return callsOf(step.value, currency);
    }
  });
}
