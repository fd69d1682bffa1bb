import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { onQueueState, type QueueProgress } from '@/lib/cache/queue-cache';
import type { Me } from '@/lib/domain/me';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';
import { followQueue } from './follow-queue';
import { tenantsQuery } from './tenants-query';

export type QueueAnswer = Calls['queue']['output'];
export type OnScreen = Calls['onScreen']['output'][number];

export type QueueStore = {
  /** Undefined while it is being read for the first time. */
  answer: QueueAnswer | undefined;
  /** Why it could not be read; null when it could. */
  problem: string | null;
  again: () => void;
  cancel: () => void;
  setMe: (me: Me | null) => void;
  /** Shows a deal in the CRM. */
  open: (dealId: string) => void;
  /** The deal of which the address is not known, and which could not be opened. */
  unopened: string | null;
};

/** The queue of a CRM, live: it follows what is fixed, read or judged anew. What is out of date is judged when it opens. */
export function useQueue(tenant: string): QueueStore {
  const client = useQueryClient();
  const [progress, setProgress] = useState<QueueProgress | undefined>();
  const queue = useQuery({
    queryKey: ['queue', tenant],
    queryFn: () => call('queue', { tenant }),
    placeholderData: keepPreviousData,
    structuralSharing: false, // thousands of rows would be compared
    retry: false,
  });
  const { mutate: refresh } = useMutation({ mutationFn: () => call('refreshQueue', { tenant }) });
  const cancel = useMutation({ mutationFn: () => call('cancelQueue', { tenant }) });
  const setMe = useMutation({ mutationFn: (me: Me | null) => call('setMe', { tenant, me }) });
  const open = useMutation({ mutationFn: (dealId: string) => call('openDeal', { tenant, dealId }) });
  useEffect(() => {
    const stop = new AbortController();
    const renew = (): Promise<unknown> => client.invalidateQueries({ queryKey: ['queue', tenant] });
    followQueue(tenant, { renew, onProgress: setProgress, signal: stop.signal });
    refresh();
    return () => stop.abort();
  }, [client, tenant, refresh]);
  const failed = queue.error ?? setMe.error;
  return {
    answer: queue.data && progress ? { ...queue.data, progress } : queue.data,
    problem: failed?.message ?? null,
    again: () => {
      void queue.refetch();
      refresh();
    },
    cancel: () => cancel.mutate(),
    setMe: (me) => setMe.mutate(me),
    open: (dealId) => open.mutate(dealId),
    unopened: open.data === false || open.error ? open.variables : null,
  };
}

/** The CRMs whose deals are kept here; undefined while they are being read. */
export function useQueueTenants(): Calls['queueTenants']['output'] | undefined {
  return useQuery(tenantsQuery).data;
}

/** What is known of the deals on the page, in their order; undefined while that is being looked up. */
export function useOnScreen(
  tenant: string,
  rows: readonly { id: string | null; name: string | null }[],
): readonly OnScreen[] | undefined {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['onScreen', tenant, rows],
    queryFn: () => call('onScreen', { rows: [...rows] }),
    placeholderData: keepPreviousData,
    enabled: rows.length > 0,
    retry: false,
  });
  useEffect(() => {
    const stop = new AbortController();
    onQueueState(tenant, () => void client.invalidateQueries({ queryKey: ['onScreen', tenant] }), stop.signal);
    return () => stop.abort();
  }, [client, tenant]);
  return data;
}
