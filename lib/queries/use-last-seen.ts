import { useQuery } from '@tanstack/react-query';
import { readDeal, type CachedDeal } from '@/lib/cache/deal-cache';

/**
 * The deal as last assessed and its history; null when never seen, undefined while it is being read.
 * `visit` is part of the key: each visit reads anew, and what one visit reports is the next one's history.
 */
export function useLastSeen(
  tenant: string | null,
  dealId: string | null,
  visit: number,
): CachedDeal | null | undefined {
  return useQuery({
    queryKey: ['deal', tenant, dealId, visit],
    queryFn: () => (tenant && dealId ? readDeal(tenant, dealId) : null),
    staleTime: Infinity,
    gcTime: 60_000,
  }).data;
}
