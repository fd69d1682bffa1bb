import type { Book } from '@/lib/insight/book';
import type { CallRow } from '@/lib/insight/layout';
import { callsOf, coursesOf } from '@/lib/insight/risk-bridge';
import { forecastPeriods } from '@/lib/risk/forecast/forecast';
import type { Progress } from '@/lib/risk/rows';

/** Closed deals of a currency below which nothing is forecast. */
const FEWEST = 30;
/** The same in every run, so that the same data give the same forecast. */
const SEED = 1;

/** What the forecast of `lib/risk` says of this period, and would have said of every past one when it began. */
export function* foretold(book: Book, asOf: number, kind: 'month' | 'quarter'): Generator<Progress, CallRow[]> {
  const calls: CallRow[] = [];
  for (const currency of new Set(book.deals.map((deal) => deal.currency))) {
    const { histories, stage, amountsKnown } = coursesOf(book, currency, asOf);
    if (histories.filter(({ outcome }) => outcome !== 'open').length < FEWEST) continue;
    const said = yield* forecastPeriods({ histories, kind, asOf, amountsKnown, stage, seed: SEED });
    calls.push(...callsOf(said, currency));
  }
  return calls;
}

/** A filter that is chosen meanwhile need not wait longer. */
const SLICE_MS = 30;

/** Goes on with a computation for a moment; null where that was not enough. */
export function aSliceOf<T>(steps: Generator<Progress, T>): T | null {
  const started = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - started >= SLICE_MS) return null;
  }
}
