/**
 * Which of many tests may be called a discovery, so that of those called so at most the share `q` is false, on average:
 * Y. Benjamini, D. Yekutieli, Annals of Statistics 29 (2001) 1165–1188, which holds however the tests depend on each other
 * (segments overlap). `independent` leaves its penalty out: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995) 289–300.
 * Gives for each p whether it is one.
 */
export function discoveries(ps: readonly number[], q: number, independent = false): boolean[] {
  const m = ps.length;
  let penalty = 0;
  for (let i = 1; i <= m; i++) penalty += 1 / i;
  const level = independent ? q : q / penalty;
  const sorted = ps.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, i) => p <= (level * (i + 1)) / m);
  const bound = last < 0 ? -1 : (sorted[last] ?? -1);
  return ps.map((p) => p <= bound);
}
