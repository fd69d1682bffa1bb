import { mean } from '@/lib/domain/quantiles';

const Z95 = 1.959_964;

export type Shrunk = {
  /** Nearer to the whole the less there is of it; `shrunk_low`–`shrunk_high`: 95 %. */
  shrunk: number;
  shrunk_low: number;
  shrunk_high: number;
  /** Whether even so it differs from the whole. */
  differs: 'above' | 'below' | 'no';
};

/**
 * Empirical Bayes for shares, beta-binomial: the prior's mean is the share of the whole, its strength comes from how far the
 * groups lie apart beyond chance, by moments with the groups weighed by size (J. C. Kleinman, "Proportions with extraneous
 * variance", JASA 68 (1973) 46–54). Intervals are normal and allow for the error of the mean. Where the groups lie no further
 * apart than chance would put them, every one is the whole.
 */
export function shrunkShares(groups: readonly { some: number; n: number }[]): Shrunk[] {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const m = n === 0 ? 0 : groups.reduce((sum, { some }) => sum + some, 0) / n;
  const v = m * (1 - m);
  const between = betweenVariance(
    groups.map((group) => ({ n: group.n, mean: group.n === 0 ? m : group.some / group.n })),
    m,
    v,
  );
  const strength = between > 0 ? Math.max(0, v / between - 1) : null;
  return groups.map((group) => {
    const rest = strength === null ? 1 : strength / (group.n + strength);
    const value = strength === null ? m : (group.some + strength * m) / (group.n + strength);
    const own = strength === null ? 0 : (value * (1 - value)) / (group.n + strength + 1);
    const variance = own + rest ** 2 * (n === 0 ? 0 : v / n);
    return shrunkOf(value, variance, m, 0, 1);
  });
}

/** The same for means of numbers with a common variance within groups (B. Efron, C. Morris, JASA 70 (1975) 311–319). */
export function shrunkMeans(groups: readonly (readonly number[])[]): Shrunk[] {
  const all = groups.flat();
  const m = mean(all);
  const within = groups.reduce((sum, group) => {
    const centre = mean(group);
    return sum + group.reduce((inner, x) => inner + (x - centre) ** 2, 0);
  }, 0);
  const free = all.length - groups.length;
  const v = free > 0 ? within / free : 0;
  const between = betweenVariance(
    groups.map((group) => ({ n: group.length, mean: mean(group) })),
    m,
    v,
  );
  return groups.map((group) => {
    // Without any spread within, a group's own mean is exact.
    const trust = between === 0 ? 0 : between / (between + v / group.length);
    const value = trust * mean(group) + (1 - trust) * m;
    const variance = trust * (v / group.length) + (1 - trust) ** 2 * (v / all.length);
    return shrunkOf(value, variance, m, -Infinity, Infinity);
  });
}

/** Moment estimate of the variance between groups, `v` being that of one unit within; 0 where chance explains it all. */
function betweenVariance(groups: readonly { n: number; mean: number }[], m: number, v: number): number {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const squares = groups.reduce((sum, group) => sum + group.n * group.n, 0);
  const spread = groups.reduce((sum, group) => sum + group.n * (group.mean - m) ** 2, 0);
  const scale = n === 0 ? 0 : n - squares / n;
  // One group, or several that are alike but for rounding, say nothing.
  const found = scale > 0 ? (spread - (groups.length - 1) * v) / scale : 0;
  return found > 1e-12 ? found : 0;
}

function shrunkOf(value: number, variance: number, whole: number, least: number, most: number): Shrunk {
  const half = Z95 * Math.sqrt(variance);
  const [low, high] = [Math.max(least, value - half), Math.min(most, value + half)];
  const differs = low > whole ? 'above' : high < whole ? 'below' : 'no';
  return { shrunk: value, shrunk_low: low, shrunk_high: high, differs };
}
