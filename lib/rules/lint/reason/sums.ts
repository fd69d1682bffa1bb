import type { Bounds } from './bounds';
import type { Comparison } from './linear';

/** `sum of factor × term  < or <=  bound`. */
type Limit = { factors: ReadonlyMap<string, number>; bound: number; open: boolean };

const MOST = 200;
const CLOSE = 1e-9;

/**
 * Whether all bounds can hold at once: terms are eliminated one by one (Fourier and Motzkin), and what is left must be true.
 * Gives up with "yes" when there are too many.
 */
export function sumsAgree(numbers: readonly { bounds: Bounds; terms: Comparison['terms'] }[]): boolean {
  if (!numbers.some(({ terms }) => terms.size > 1)) return true;
  let limits = numbers.flatMap(limitsOf);
  const terms = new Set(limits.flatMap(({ factors }) => [...factors.keys()]));
  for (const term of terms) {
    limits = without(term, limits);
    if (limits.length > MOST) return true;
    if (limits.some(isFalse)) return false;
  }
  return true;
}

function isFalse({ factors, bound, open }: Limit): boolean {
  return factors.size === 0 && (open ? bound <= CLOSE : bound < -CLOSE) && (open || bound < 0);
}

function limitsOf({ bounds, terms }: { bounds: Bounds; terms: Comparison['terms'] }): Limit[] {
  const factors = (sign: 1 | -1): Map<string, number> => new Map([...terms].map(([key, t]) => [key, sign * t.coef]));
  const above: Limit = { factors: factors(1), bound: bounds.high, open: bounds.highOpen };
  const below: Limit = { factors: factors(-1), bound: -bounds.low, open: bounds.lowOpen };
  return [above, below].filter((limit) => Number.isFinite(limit.bound));
}

/** The same limits without one term: each that holds it up is added to each that holds it down. */
function without(term: string, limits: readonly Limit[]): Limit[] {
  const factor = (limit: Limit): number => limit.factors.get(term) ?? 0;
  const up = limits.filter((limit) => factor(limit) > 0);
  const down = limits.filter((limit) => factor(limit) < 0);
  const rest = limits.filter((limit) => factor(limit) === 0);
  return [...rest, ...up.flatMap((a) => down.map((b) => added(a, b, term)))];
}

function added(a: Limit, b: Limit, term: string): Limit {
  const [fa, fb] = [1 / (a.factors.get(term) ?? 1), -1 / (b.factors.get(term) ?? -1)];
  const factors = new Map<string, number>();
  for (const [limit, scale] of [
    [a, fa],
    [b, fb],
  ] as const) {
    for (const [key, value] of limit.factors) factors.set(key, (factors.get(key) ?? 0) + scale * value);
  }
  const left = [...factors].filter(([key, value]) => key !== term && Math.abs(value) > CLOSE);
  return { factors: new Map(left), bound: fa * a.bound + fb * b.bound, open: a.open || b.open };
}
