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

/** Time between two pauses: a filter that is chosen meanwhile need not wait longer. */
const SLICE_MS = 30;

/** Runs a computation to its end, with pauses in which the worker takes what it is asked. */
export async function inSlices<T>(steps: Generator<Progress, T>): Promise<T> {
  for (let since = performance.now(); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}
