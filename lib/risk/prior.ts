/**
 * What is assumed before a team has closed deals of its own. Log-odds of losing throughout.
 * - `winRate`: one in two, for want of knowledge
 * - `winRateSd`: how far a team's own rate may lie from it: 80 % of teams between 32 and 68 %
 * - `weightSd`: how far a signal's true weight may lie from the pack's
 */
export const PRIOR = { winRate: 0.5, winRateSd: 0.6, weightSd: 0.3 } as const;

/** Half-width of an 80 % interval, in standard deviations. */
export const Z80 = 1.2816;

export function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Log-odds of losing at the prior win rate. */
export const BASE_LOGIT = Math.log((1 - PRIOR.winRate) / PRIOR.winRate);
