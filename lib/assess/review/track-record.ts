import { shareInterval } from '@/lib/domain/lift';
import { deviation, mean } from '@/lib/domain/quantiles';
import type { Call, Review } from '@/lib/domain/review';

/** A call and the score as they stood when it was made, of a deal that has ended since. */
export type Closed = { dealId: string; call: Call; score: NonNullable<Review['score']>; won: boolean };

/** How well something foretold: Brier score (mean squared error of the chance, 0 is best) and share of deals it got right. */
export type Record95 = {
  brier: { value: number; low: number; high: number };
  right: { value: number; low: number; high: number };
};

export type TrackRecord = {
  /** Deals with a call and a score that have ended. */
  n: number;
  /** How many of them call and score saw differently. */
  differed: number;
  /** Null below `FEWEST`: too few to tell. */
  call: Record95 | null;
  score: Record95 | null;
  /** Where they differed: how often the call was right. Null below `FEWEST_DIFFERED`. */
  callWon: { value: number; low: number; high: number } | null;
};

/** Fewer ended deals than this show nothing but chance. */
export const FEWEST = 20;
const FEWEST_DIFFERED = 10;
const Z95 = 1.959_964;

/**
 * The chance to win that a call stands for. A call is no number, so these are set: the usual reading of the four words. Whether a
 * call was right does not depend on them beyond which side of one half they are on.
 */
export const CHANCE_OF: Readonly<Record<Call, number>> = { commit: 0.9, bestCase: 0.6, pipeline: 0.3, omit: 0.05 };

/** Both track records on the same deals; a deal counts once. */
export function trackRecord(closed: readonly Closed[]): TrackRecord {
  const rows = closed.map(({ call, score, won }) => ({
    call: CHANCE_OF[call],
    score: 1 - score.risk / 100,
    won: won ? 1 : 0,
  }));
  const differed = rows.filter(({ call, score }) => call >= 0.5 !== score >= 0.5);
  const enough = rows.length >= FEWEST;
  const callRight = differed.filter(({ call, won }) => call >= 0.5 === (won === 1)).length;
  return {
    n: rows.length,
    differed: differed.length,
    call: enough ? recordOf(rows.map(({ call, won }) => [call, won])) : null,
    score: enough ? recordOf(rows.map(({ score, won }) => [score, won])) : null,
    callWon: differed.length >= FEWEST_DIFFERED ? shareOf(callRight, differed.length) : null,
  };
}

/** The call that counts of a deal: the last one with a score, which stood when the deal ended. */
export function lastCall(reviews: readonly Review[]): Pick<Closed, 'call' | 'score'> | null {
  const last = reviews
    .filter(({ call, score }) => call !== null && score !== null)
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
  if (!last || last.call === null || last.score === null) return null;
  return { call: last.call, score: last.score };
}

function recordOf(pairs: readonly (readonly [chance: number, won: number])[]): Record95 {
  const errors = pairs.map(([chance, won]) => (chance - won) ** 2);
  const half = (Z95 * deviation(errors)) / Math.sqrt(errors.length);
  const value = mean(errors);
  const right = pairs.filter(([chance, won]) => chance >= 0.5 === (won === 1)).length;
  return {
    brier: { value, low: Math.max(0, value - half), high: Math.min(1, value + half) },
    right: shareOf(right, pairs.length),
  };
}

function shareOf(right: number, n: number): { value: number; low: number; high: number } {
  return { value: right / n, ...(shareInterval(right, n) ?? { low: 0, high: 1 }) };
}
