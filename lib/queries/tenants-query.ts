import { call } from '@/lib/messaging/client';

/** Several parts of a page ask at once, one after the other. */
const FRESH_MS = 5_000;

/** The CRMs whose deals are kept here. */
export const tenantsQuery = {
  queryKey: ['queueTenants'],
  queryFn: () => call('queueTenants', null),
  staleTime: FRESH_MS,
};
