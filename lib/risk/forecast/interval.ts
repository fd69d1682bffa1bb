import { ascending, quantile } from '@/lib/domain/quantiles';
import { chanceOf } from '../seeded';
import type { Expected } from './expect';

/** Forecasts that all miss together: deals are not independent, so this much is always allowed for (log standard deviation). */
const LEAST_SHOCK = 0.15;
const RUNS = 600;
const FEWEST_ERRORS = 3;

/** Standard deviation of the common shock: from the errors of past forecasts (logs of actual over forecast). */
export function shockOf(logErrors: readonly number[]): number {
  if (logErrors.length < FEWEST_ERRORS) return 2 * LEAST_SHOCK;
  // Around 0, not their mean: a forecast that is always too high is not to be called sure.
  const spread = Math.sqrt(logErrors.reduce((sum, e) => sum + e * e, 0) / logErrors.length);
  return Math.max(LEAST_SHOCK, spread);
}

/**
 * 80 % interval of the forecast by simulation: each open deal is won or not, for its amount or one drawn from won deals, new
 * deals likewise, and the whole times a common shock. Centred on `value`, which may be blended with other methods.
 */
export function intervalOf(
  { open, newWins, wonAmounts, value: expectation }: Expected,
  value: number,
  shock: number,
  seed: number,
): { low: number; high: number } {
  const { uniform, normal } = chanceOf(seed);
  const drawn = (): number => wonAmounts[Math.floor(uniform() * wonAmounts.length)] ?? 0;
  const sums = Array.from({ length: RUNS }, () => {
    let sum = 0;
    for (const { chance, amount } of open) if (chance > 0 && uniform() < chance) sum += amount ?? drawn();
    for (let more = poisson(newWins, uniform, normal); more > 0; more--) sum += drawn();
    const centred = expectation > 0 ? (sum * value) / expectation : value;
    return centred * Math.exp(shock * normal());
  });
  const sorted = ascending(sums);
  return { low: quantile(sorted, 0.1) ?? 0, high: quantile(sorted, 0.9) ?? 0 };
}

/** Knuth's for small means; rounded normal for large ones. */
function poisson(mean: number, uniform: () => number, normal: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let [count, product] = [0, uniform()];
  while (product > limit) {
    count += 1;
    product *= uniform();
  }
  return count;
}
