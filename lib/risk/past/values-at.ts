import type { DealHistory, Observation, Progress, Values } from '../rows';

/** What was known of a deal on a day: what it began with, and every change up to and including that day. */
export function valuesAt({ initial, changes }: DealHistory, day: number): Values {
  const values: Record<string, Values[string]> = { ...initial };
  const past = changes.filter((change) => change.day <= day);
  const inOrder = past.every((change, i) => i === 0 || change.day >= (past[i - 1]?.day ?? 0));
  for (const { factor, value } of inOrder ? past : past.toSorted((a, b) => a.day - b.day)) values[factor] = value;
  return values;
}

export type FutureValue = { dealId: string; factor: string; day: number };

/**
 * The values of rows that nobody knew on their day: no change up to then made them, and the deal did not begin with them.
 * Factors that no history speaks of (computed ones) are not judged.
 */
export function futureValues(rows: readonly Observation[], histories: readonly DealHistory[]): FutureValue[] {
  return futureOf(rows, byDeal(histories));
}

const CHUNK = 500;

/** How many such values each factor has, in steps. */
export function* futureCounts(
  rows: readonly Observation[],
  histories: readonly DealHistory[],
): Generator<Progress, Map<string, number>> {
  const known = byDeal(histories);
  const counts = new Map<string, number>();
  for (let start = 0; start < rows.length; start += CHUNK) {
    yield { phase: 'Looking for values from the future', done: start, total: rows.length };
    for (const { factor } of futureOf(rows.slice(start, start + CHUNK), known))
      counts.set(factor, (counts.get(factor) ?? 0) + 1);
  }
  return counts;
}

function byDeal(histories: readonly DealHistory[]): Map<string, DealHistory> {
  return new Map(histories.map((history) => [history.dealId, history]));
}

function futureOf(rows: readonly Observation[], byId: ReadonlyMap<string, DealHistory>): FutureValue[] {
  return rows.flatMap(({ dealId, day, values }) => {
    const history = byId.get(dealId);
    if (history === undefined || day === null) return [];
    const known = valuesAt(history, day);
    const tracked = new Set([...Object.keys(history.initial), ...history.changes.map((c) => c.factor)]);
    return Object.entries(values)
      .filter(([factor, value]) => value !== undefined && tracked.has(factor) && value !== known[factor])
      .map(([factor]) => ({ dealId, factor, day }));
  });
}
