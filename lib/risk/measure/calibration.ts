export type Line = { shift: number; slope: number };

const MOST_STEPS = 50;
const SMALL_STEP = 1e-10;

/**
 * Logistic regression of the outcome on the predicted logit: logit' = shift + slope × logit. Null where it has no answer:
 * one class, predictions all alike, or classes that the predictions part completely.
 */
export function recalibrate(
  logits: readonly number[],
  won: readonly (0 | 1)[],
  weights: readonly number[],
): Line | null {
  const spread = Math.max(...minMax(logits).map(Math.abs));
  const [low, high] = minMax(logits);
  if (!Number.isFinite(spread) || high - low < 1e-6 || new Set(won).size < 2) return null;
  let [shift, slope] = [0, 1];
  for (let step = 0; step < MOST_STEPS; step++) {
    const move = newtonStep(logits, won, weights, shift, slope);
    if (move === null) return null;
    shift += move[0];
    slope += move[1];
    if (Math.abs(shift) > 50 || Math.abs(slope) > 100) return null;
    if (Math.abs(move[0]) + Math.abs(move[1]) < SMALL_STEP) break;
  }
  return { shift, slope };
}

function newtonStep(
  logits: readonly number[],
  won: readonly (0 | 1)[],
  weights: readonly number[],
  shift: number,
  slope: number,
): [number, number] | null {
  let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
  logits.forEach((x, i) => {
    const weight = weights[i] ?? 0;
    const p = 1 / (1 + Math.exp(-(shift + slope * x)));
    const residual = weight * ((won[i] ?? 0) - p);
    const curve = weight * p * (1 - p);
    g0 += residual;
    g1 += residual * x;
    h00 += curve;
    h01 += curve * x;
    h11 += curve * x * x;
  });
  const determinant = h00 * h11 - h01 * h01;
  if (!(determinant > 1e-12)) return null;
  const step: [number, number] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
  // Far from the answer a full step may overshoot.
  const longest = Math.max(Math.abs(step[0]), Math.abs(step[1]));
  return longest > 2 ? [(2 * step[0]) / longest, (2 * step[1]) / longest] : step;
}

function minMax(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [Infinity, -Infinity],
  );
}
