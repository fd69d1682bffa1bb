import type { QueueItem } from '@/lib/domain/queue';

/**
 * What doing something about a deal is worth: the amount times the share of risk that its best open step takes away. A step
 * that takes 12 points off the risk of losing EUR 50,000 is worth EUR 6,000 on average.
 */
export type Stake = {
  /** In the deal's currency; null without a readable amount above 0. */
  value: number | null;
  currency: string | null;
  /** Points of risk that the best open step takes away; at least the one point that an open gap counts as. */
  cut: number;
};

/** A gap hides risk, and how much nobody can tell: it counts as one point, so that deals with gaps alone are in order, too. */
const GAP_POINTS = 1;

/** The expected value at stake of a deal; `cut` 0: nothing is due on it. */
export function stakeOf({ amount, steps, gaps }: Pick<QueueItem, 'amount' | 'steps' | 'gaps'>): Stake {
  const best = Math.max(0, ...steps.map(({ effect }) => -effect));
  const cut = Math.max(best, gaps.length > 0 ? GAP_POINTS : 0);
  const money = amount.state === 'value' && typeof amount.value === 'object' ? amount.value : null;
  if (money === null || !(money.value > 0)) return { value: null, currency: money?.currency ?? null, cut };
  return { value: (money.value * cut) / 100, currency: money.currency, cut };
}

/** Whether there is something to do on a deal now: a gap that is due, or a step that cuts the risk. */
export function isDue({ gaps, steps }: Pick<QueueItem, 'gaps' | 'steps'>): boolean {
  return gaps.length > 0 || steps.some(({ effect }) => effect < 0);
}
