import type { DealHistory, Observation, Values } from '../rows';

/** What was known of a deal on a day: what it began with, and every change up to and including that day. */
export function valuesAt({ initial, changes }: DealHistory, day: number): Values {
  const values: Record<string, Values[string]> = { ...initial };
  for (const change of changes.filter((c) => c.day <= day).toSorted((a, b) => a.day - b.day))
    values[change.factor] = change.value;
  return values;
}

export type FutureValue = { dealId: string; factor: string; day: number };

/**
 * The values of rows that nobody knew on their day: no change up to then made them, and the deal did not begin with them.
 * Factors that no history speaks of (computed ones) are not judged.
 */
export function futureValues(rows: readonly Observation[], histories: readonly DealHistory[]): FutureValue[] {
  const byId = new Map(histories.map((history) => [history.dealId, history]));
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
