import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { onQueueState } from '@/lib/cache/queue-cache';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';

export type ReviewAnswer = Calls['reviewList']['output'];

export type ReviewStore = {
  /** Undefined while it is being read for the first time. */
  answer: ReviewAnswer | undefined;
  problem: string | null;
  again: () => void;
  cancel: () => void;
  /** Shows a deal in the CRM. */
  open: (dealId: string) => void;
  /** The deal of which the address is not known, and which could not be opened. */
  unopened: string | null;
};

/** A manager's open deals, live: what is out of date is judged when the page opens. */
export function useReview(tenant: string): ReviewStore {
  const client = useQueryClient();
  const list = useQuery({
    queryKey: ['review', tenant],
    queryFn: () => call('reviewList', { tenant }),
    placeholderData: keepPreviousData,
    structuralSharing: false, // thousands of rows would be compared
    retry: false,
  });
  const { mutate: refresh } = useMutation({ mutationFn: () => call('refreshQueue', { tenant }) });
  const cancel = useMutation({ mutationFn: () => call('cancelQueue', { tenant }) });
  const open = useMutation({ mutationFn: (dealId: string) => call('openDeal', { tenant, dealId }) });
  useEffect(() => {
    const stop = new AbortController();
    const renew = (): void => {
      void client.invalidateQueries({ queryKey: ['review', tenant] });
      void client.invalidateQueries({ queryKey: ['reviewDeal', tenant] });
    };
    onQueueState(tenant, renew, stop.signal);
    refresh();
    return () => stop.abort();
  }, [client, tenant, refresh]);
  return {
    answer: list.data,
    problem: list.error?.message ?? null,
    again: () => {
      void list.refetch();
      refresh();
    },
    cancel: () => cancel.mutate(),
    open: (dealId) => open.mutate(dealId),
    unopened: open.data === false || open.error ? open.variables : null,
  };
}
