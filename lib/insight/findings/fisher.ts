/** Two groups of closed deals and how many of each were won. */
export type Table2 = { in: number; inWon: number; out: number; outWon: number };

/** As probable as the table seen, but for rounding. */
const SLACK = 1 + 1e-7;

/** Two-sided p of R. A. Fisher's exact test: the probability of all tables no likelier than this one. */
export function fisherP({ in: n1, inWon, out: n0, outWon }: Table2): number {
  const won = inWon + outWon;
  const [least, most] = [Math.max(0, won - n0), Math.min(won, n1)];
  const log = logFactorials(n1 + n0);
  const choose = (n: number, k: number): number => (log[n] ?? 0) - (log[k] ?? 0) - (log[n - k] ?? 0);
  const all = choose(n1 + n0, won);
  const logP = (a: number): number => choose(n1, a) + choose(n0, won - a) - all;
  const bound = logP(inWon) + Math.log(SLACK);
  let p = 0;
  for (let a = least; a <= most; a++) {
    const one = logP(a);
    if (one <= bound) p += Math.exp(one);
  }
  return Math.min(1, p);
}

const LOG_FACTORIALS: number[] = [0];

/** ln of 0!, 1! … at least `n`! */
function logFactorials(n: number): readonly number[] {
  for (let i = LOG_FACTORIALS.length; i <= n; i++) LOG_FACTORIALS.push((LOG_FACTORIALS[i - 1] ?? 0) + Math.log(i));
  return LOG_FACTORIALS;
}

/**
 * p of the same question within strata, all at once: N. Mantel, W. Haenszel, JNCI 22 (1959) 719–748, with continuity
 * correction. 1 where no stratum has both groups and both outcomes.
 */
export function stratifiedP(strata: readonly Table2[]): number {
  let [apart, variance] = [0, 0];
  for (const { in: n1, inWon, out: n0, outWon } of strata) {
    const n = n1 + n0;
    const won = inWon + outWon;
    if (n < 2) continue;
    apart += inWon - (n1 * won) / n;
    variance += (n1 * n0 * won * (n - won)) / (n * n * (n - 1));
  }
  if (variance <= 0) return 1;
  const z = Math.max(0, Math.abs(apart) - 0.5) / Math.sqrt(variance);
  return erfc(z / Math.SQRT2);
}

/** Complementary error function to 1.2e-7 of itself: W. H. Press et al., Numerical Recipes, 6.2 (Chebyshev). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.5 * x);
  const terms = [
    -1.265_512_23, 1.000_023_68, 0.374_091_96, 0.096_784_18, -0.186_288_06, 0.278_868_07, -1.135_203_98, 1.488_515_87,
    -0.822_152_23, 0.170_872_77,
  ];
  const sum = terms.reduceRight((inner, term) => term + t * inner, 0);
  return t * Math.exp(-x * x + sum);
}

/** 95 % of the difference of two shares (in − out): R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10. */
export function differenceOf(
  rates: { in: number; out: number },
  intervals: { in: { low: number; high: number }; out: { low: number; high: number } },
): { low: number; high: number } {
  const apart = rates.in - rates.out;
  return {
    low: apart - Math.hypot(rates.in - intervals.in.low, intervals.out.high - rates.out),
    high: apart + Math.hypot(intervals.in.high - rates.in, rates.out - intervals.out.low),
  };
}
