import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onDisputes, readDisputes, type StandingDispute } from '@/lib/cache/dispute-cache';
import { call } from '@/lib/messaging/client';
import type { DisputeInput } from '@/lib/messaging/learn-calls';

/** A flag of one deal that may be disputed, and what it says of the outcome. */
export type Flag = Omit<DisputeInput, 'reason'>;

export type DisputeState = {
  /** What stands against the flag; null while nothing does. */
  standing: StandingDispute | null;
  dispute: (reason: string) => void;
  withdraw: () => void;
  /** Being sent, or the reason why it could not be kept. */
  pending: boolean;
  problem: string | null;
};

/** The objection to one flag, and the ways to make it and to take it back. */
export function useDispute(tenant: string, flag: Flag): DisputeState {
  const client = useQueryClient();
  const { dealId, kind, id } = flag;
  const { data = [] } = useQuery({
    queryKey: ['disputes', tenant, dealId],
    queryFn: () => readDisputes(tenant, dealId),
    staleTime: Infinity,
  });
  useEffect(() => {
    const stop = new AbortController();
    const renew = (): void => void client.invalidateQueries({ queryKey: ['disputes', tenant, dealId] });
    onDisputes(tenant, dealId, renew, stop.signal);
    return () => stop.abort();
  }, [client, tenant, dealId]);
  const send = useMutation({
    mutationFn: (reason: string | null) =>
      reason === null ? call('withdrawDispute', { dealId, kind, id }) : call('dispute', { ...flag, reason }),
  });
  return {
    standing: data.find((each) => each.kind === kind && each.id === id) ?? null,
    dispute: (reason) => send.mutate(reason),
    withdraw: () => send.mutate(null),
    pending: send.isPending,
    problem: send.error?.message ?? null,
  };
}
