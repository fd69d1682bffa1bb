import type { QueryClient } from '@tanstack/react-query';
import { call } from '@/lib/messaging/client';
import { tenantsQuery } from './tenants-query';
import { warmInsight } from './use-insight';
import { warmLastLook } from './use-last-look';

/** What was asked for while the page's code was on its way is not asked for again. */
const FRESH_MS = 5_000;

/** A manager's open deals. */
export function reviewQuery(tenant: string) {
  return {
    queryKey: ['review', tenant],
    queryFn: () => call('reviewList', { tenant }),
    structuralSharing: false, // thousands of rows would be compared
    staleTime: FRESH_MS,
    retry: false,
  };
}

/**
 * Asks for what the section shows first, of the CRM that the page's address names; null: none is named. Nothing is shown by it: what
 * turns out not to be wanted is forgotten.
 */
export function warmReview(client: QueryClient, section: string | undefined, tenant: string | null): void {
  void client.prefetchQuery(tenantsQuery);
  if (tenant === null) return;
  if (section === 'deals') {
    void warmLastLook(client, 'review', tenant);
    void client.prefetchQuery(reviewQuery(tenant));
  }
  if (section === 'insight') {
    void warmLastLook(client, 'insight', tenant);
    warmInsight(tenant);
  }
}
