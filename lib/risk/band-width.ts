import { PRIOR, Z80, logistic } from './prior';

/** What makes a band wide: log-odds of losing, and how uncertain each part of them is. */
export type Spread = {
  logit: number;
  baseSd: number;
  /** Signals that count. */
  fired: number;
  /** Weights of signals that could not be judged. */
  open: readonly number[];
};

/**
 * The 80 % band in points. A signal that could not be judged fires or not, one as likely as the other: it widens the band to
 * its own side only, by its second moment (weight² + sd²) / 2.
 */
export function bandOf(spread: Spread): { low: number; high: number } {
  const { low, high } = edgesOf(spread, 0);
  return { low: Math.max(0, Math.floor(low)), high: Math.min(100, Math.ceil(high)) };
}

/** A closed deal tells of the win rate with p(1 − p), at even odds a quarter. */
const TOLD_BY_A_DEAL = 0.25;
/** In how many deals a signal is taken to fire: its weight is learned from the deals on either side. */
const FIRES_IN = 0.25;
/** Before so many closed deals nothing is learned from them, whatever the sums say. */
export const FEWEST_CLOSED = 30;
const MOST = 5_000;

/**
 * How many more closed deals would make the band half as wide, by the precision that each adds to the prior: p(1 − p) to the
 * win rate, p(1 − p) × f(1 − f) to a weight that counts. What could not be read stays as wide as it is; null when that alone
 * keeps the band from halving.
 */
export function dealsToHalve(spread: Spread, closedDeals: number): number | null {
  const width = (deals: number): number => {
    const { low, high } = edgesOf(spread, deals);
    return high - low;
  };
  const goal = width(0) / 2;
  if (width(MOST) > goal) return null;
  let [low, high] = [0, MOST];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (width(middle) <= goal) high = middle;
    else low = middle + 1;
  }
  return Math.max(1, Math.max(low, FEWEST_CLOSED) - closedDeals);
}

function edgesOf({ logit, baseSd, fired, open }: Spread, deals: number): { low: number; high: number } {
  const told = deals * TOLD_BY_A_DEAL;
  const base = 1 / (1 / baseSd ** 2 + told);
  const weights = fired / (1 / PRIOR.weightSd ** 2 + told * FIRES_IN * (1 - FIRES_IN));
  const side = (sign: number): number =>
    open
      .filter((weight) => weight * sign > 0)
      .reduce((sum, weight) => sum + (weight ** 2 + PRIOR.weightSd ** 2) / 2, base + weights);
  return {
    low: 100 * logistic(logit - Z80 * Math.sqrt(side(-1))),
    high: 100 * logistic(logit + Z80 * Math.sqrt(side(1))),
  };
}
