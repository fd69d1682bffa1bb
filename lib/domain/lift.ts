/** Deals on one side of a rule; fractions, since a deal that fired in half of its snapshots counts half on each side. */
export type Side = { deals: number; won: number };

/** Win rate where a rule fires over the win rate where it does not; `low`–`high`: 95 %. */
export type Lift = { value: number; low: number; high: number };

const Z95 = 1.959_964;

/**
 * Ratio of two win rates with its interval on the log scale: D. Katz et al., "Obtaining confidence intervals for the risk
 * ratio in cohort studies", Biometrics 34 (1978) 469–474, with half a deal added to every count (S. D. Walter, 1975), so that
 * a side without a win gives a wide interval and not none. With deals that count on both sides the two rates lean on the same
 * outcomes, so the interval is rather too wide. Null when a side has no deal.
 */
export function liftOf(fires: Side, quiet: Side): Lift | null {
  if (fires.deals <= 0 || quiet.deals <= 0) return null;
  const [a, n1, b, n0] = [fires.won + 0.5, fires.deals + 0.5, quiet.won + 0.5, quiet.deals + 0.5];
  const log = Math.log(a / n1 / (b / n0));
  const se = Math.sqrt(Math.max(0, 1 / a - 1 / n1 + 1 / b - 1 / n0));
  return { value: Math.exp(log), low: Math.exp(log - Z95 * se), high: Math.exp(log + Z95 * se) };
}

/** What a share of `won` in `n` may truly be: E. B. Wilson's score interval, JASA 22 (1927) 209–212; 95 %. Null for none. */
export function shareInterval(won: number, n: number): { low: number; high: number } | null {
  if (n <= 0) return null;
  const p = won / n;
  const z2 = Z95 ** 2;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
