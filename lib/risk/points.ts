import { logistic } from './prior';

/**
 * Shares out whole points, so that they add up to `total` exactly. Each share is `slope` × weight, cut towards zero; what is
 * then left goes, one by one, to the largest remainders. No share ever contradicts the sign of its weight.
 * `total` must lie within one point of the sum of the exact shares.
 */
export function allocatePoints(weights: readonly number[], slope: number, total: number): number[] {
  const shares = weights.map((weight): Share => {
    const exact = slope * weight;
    return { sign: Math.sign(weight), points: Math.trunc(exact) + 0, rest: Math.abs(exact - Math.trunc(exact)) };
  });
  let left = total - shares.reduce((sum, share) => sum + share.points, 0);
  while (left !== 0) {
    const direction = Math.sign(left);
    const [taker] = shares
      .filter((share) => canMove(share, direction))
      .toSorted((a, b) => gain(b, direction) - gain(a, direction));
    if (!taker) break;
    taker.points += direction;
    taker.rest -= direction * taker.sign;
    left -= direction;
  }
  return shares.map(({ points }) => points);
}

type Share = { sign: number; points: number; rest: number };

function canMove(share: Share, direction: number): boolean {
  return share.sign === direction || share.points * direction < 0;
}

/** How well a share bears one more point that way: its remainder when it grows, the lack of one when it shrinks. */
function gain(share: Share, direction: number): number {
  return share.sign === direction ? share.rest : -share.rest;
}

/** From the log-odds of losing before anything is known to those of the deal. */
export type Way = { from: number; to: number };

/** Points per unit of log-odds on the way; where it has no length, the tangent. */
export function slopeOf({ from, to }: Way): number {
  const start = logistic(from);
  if (Math.abs(to - from) < 1e-6) return 100 * start * (1 - start);
  return (100 * (logistic(to) - start)) / (to - from);
}
