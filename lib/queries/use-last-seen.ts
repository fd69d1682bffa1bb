import { queryOptions, useQuery } from '@tanstack/react-query';
import { readDeal, type CachedDeal } from '@/lib/cache/deal-cache';
import type { PastRisk } from '@/lib/domain/assessment';

/** The query for a deal as last assessed; also asked before anything is on screen. */
export function lastSeenQuery(tenant: string | null, dealId: string | null, visit: number) {
  return queryOptions({
    queryKey: ['deal', tenant, dealId, visit],
    queryFn: () => (tenant && dealId ? readDeal(tenant, dealId) : null),
    staleTime: Infinity,
  });
}

/**
 * The deal as last assessed and its history; null when never seen, undefined while it is being read.
 * `visit` is part of the key: each visit reads anew, and what one visit reports is the next one's history.
 */
export function useLastSeen(
  tenant: string | null,
  dealId: string | null,
  visit: number,
): CachedDeal | null | undefined {
  return useQuery(lastSeenQuery(tenant, dealId, visit)).data;
}

const DAY_MS = 86_400_000;

/** The risks of earlier days: what was last seen is one of them, unless that was today. */
export function trailOf(lastSeen: CachedDeal | null | undefined, now: number): readonly PastRisk[] {
  if (!lastSeen) return [];
  const { at, model = null, risk } = lastSeen.assessment;
  const earlier = lastSeen.trail ?? [];
  return now - at < DAY_MS ? earlier : [{ at, model, risk }, ...earlier];
}
