import { useCallback } from 'react';
import { call } from '@/lib/messaging/client';
import type { ReviewDeal } from './use-review';

/** Reads many deals as a review shows them, one after the other, so that the background answers others in between. */
export function useReviewDeals(
  tenant: string,
): (ids: readonly string[], onDone: (done: number) => void, signal: AbortSignal) => Promise<ReviewDeal[]> {
  return useCallback(
    async (ids, onDone, signal) => {
      const deals: ReviewDeal[] = [];
      for (const [at, dealId] of ids.entries()) {
        signal.throwIfAborted();
        const deal = await call('reviewDeal', { tenant, dealId });
        if (deal) deals.push(deal);
        onDone(at + 1);
      }
      return deals;
    },
    [tenant],
  );
}
