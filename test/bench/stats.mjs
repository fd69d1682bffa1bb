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

/** Three significant digits: more would be noise. */
export const round = (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null);
