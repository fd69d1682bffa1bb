/**
 * The value below which that share of the samples lies; nearest rank.
 * @param {readonly number[]} samples
 * @param {number} share 0–1
 */
export function percentile(samples, share) {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

/** @param {readonly number[]} samples */
export const median = (samples) => percentile(samples, 0.5);

/** @param {readonly number[]} samples */
export const sum = (samples) => samples.reduce((total, sample) => total + sample, 0);

/**
 * The 95 % interval of what `statistic` makes of the rounds, by drawing as many of them with replacement, again and again.
 * @template Round
 * @param {readonly Round[]} rounds
 * @param {(drawn: readonly Round[]) => number} statistic
 * @returns {[low: number, high: number]}
 */
export function interval(rounds, statistic) {
  const DRAWS = 2_000;
  const draw = () => rounds.map(() => rounds[Math.floor(Math.random() * rounds.length)]);
  const values = Array.from({ length: DRAWS }, () => statistic(draw()));
  return [percentile(values, 0.025), percentile(values, 0.975)];
}

/** Three significant digits: more would be noise. */
export const round = (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null);
