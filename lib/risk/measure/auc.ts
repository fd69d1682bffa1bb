export type Auc = { auc: number; low: number; high: number };

const Z95 = 1.96;

/**
 * Area under the ROC curve with a 95 % interval (DeLong, from the placements of each row among the other class; ties count
 * half). Null with one class only. Weights are not used: a deal's rows are ranked each.
 */
export function areaUnderCurve(scores: readonly number[], won: readonly (0 | 1)[]): Auc | null {
  const wins = ranked(scores.filter((_, i) => won[i] === 1));
  const losses = ranked(scores.filter((_, i) => won[i] !== 1));
  if (wins.length === 0 || losses.length === 0) return null;
  const above = wins.map((score) => share(losses, score));
  const auc = above.reduce((sum, p) => sum + p, 0) / wins.length;
  const below = losses.map((score) => 1 - share(wins, score));
  const error = Math.sqrt(variance(above, auc) / wins.length + variance(below, auc) / losses.length);
  return { auc, low: Math.max(0, auc - Z95 * error), high: Math.min(1, auc + Z95 * error) };
}

function ranked(scores: readonly number[]): Float64Array {
  return Float64Array.from(scores).toSorted();
}

/** Share of ascending numbers below a score, ties half. */
function share(sorted: Float64Array, score: number): number {
  return (count(sorted, score, false) + count(sorted, score, true)) / 2 / sorted.length;
}

function count(sorted: Float64Array, score: number, withEqual: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? 0;
    if (value < score || (withEqual && value === score)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function variance(values: ArrayLike<number>, centre: number): number {
  if (values.length < 2) return 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] ?? 0) - centre) ** 2;
  return sum / (values.length - 1);
}
