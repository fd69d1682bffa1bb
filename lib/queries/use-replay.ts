import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';

export type LoggedDeal = Calls['loggedDeals']['output'][number];
export type LoggedAssessment = Calls['loggedAssessments']['output'][number];
export type Replay = Calls['replay']['output'];

/** Deals of which assessments are kept. */
export function useLoggedDeals(text: string): readonly LoggedDeal[] | undefined {
  const query = { queryKey: ['logged', text], queryFn: () => call('loggedDeals', { text }) };
  return useQuery({ ...query, placeholderData: keepPreviousData }).data;
}

/** The kept assessments of one deal, the latest first. */
export function useLoggedAssessments({ tenant, dealId }: LoggedDeal): readonly LoggedAssessment[] | undefined {
  const queryFn = () => call('loggedAssessments', { tenant, dealId });
  return useQuery({ queryKey: ['logged', tenant, dealId], queryFn }).data;
}

/** One of them, made again. */
export function useReplay({ tenant, dealId }: LoggedDeal, at: number): { replay?: Replay; problem: string | null } {
  const queryFn = () => call('replay', { tenant, dealId, at });
  const { data, error } = useQuery({ queryKey: ['replay', tenant, dealId, at], queryFn, staleTime: 0, gcTime: 0 });
  return { ...(data === undefined ? {} : { replay: data }), problem: error?.message ?? null };
}
