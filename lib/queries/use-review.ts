import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { QueueProgress } from '@/lib/cache/queue-cache';
import type { Commitment, Decision } from '@/lib/domain/review';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';
import { followQueue } from './follow-queue';
import { reviewQuery } from './warm-review';

export type ReviewAnswer = Calls['reviewList']['output'];
export type ReviewDeal = NonNullable<Calls['reviewDeal']['output']>;
export type TrackRecord = Calls['trackRecord']['output'];

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
  const [progress, setProgress] = useState<QueueProgress | undefined>();
  const list = useQuery({ ...reviewQuery(tenant), placeholderData: keepPreviousData });
  const { mutate: refresh } = useMutation({ mutationFn: () => call('refreshQueue', { tenant }) });
  const cancel = useMutation({ mutationFn: () => call('cancelQueue', { tenant }) });
  const open = useMutation({ mutationFn: (dealId: string) => call('openDeal', { tenant, dealId }) });
  const isThere = list.data !== undefined;
  useEffect(() => {
    // What is kept shows first: judging what is out of date keeps the background busy.
    if (isThere) refresh();
  }, [isThere, refresh]);
  useEffect(() => {
    const stop = new AbortController();
    const renew = (): Promise<unknown> => {
      void client.invalidateQueries({ queryKey: ['reviewDeal', tenant] });
      return client.invalidateQueries({ queryKey: ['review', tenant] });
    };
    followQueue(tenant, { renew, onProgress: setProgress, signal: stop.signal });
    return () => stop.abort();
  }, [client, tenant]);
  return {
    answer: list.data && progress ? { ...list.data, progress } : list.data,
    problem: list.error?.message ?? null,
    again: () => {
      void list.refetch();
      refresh();
    },
    cancel: () => cancel.mutate(),
    open: open.mutate,
    unopened: open.data === false || open.error ? open.variables : null,
  };
}

export type Promised = Pick<Commitment, 'id' | 'text' | 'due'> & { done: boolean };

export type DealStore = {
  /** Undefined while it is being read; null where nothing is kept of it. */
  deal: ReviewDeal | null | undefined;
  problem: string | null;
  decide: (decision: Decision) => Promise<unknown>;
  promise: (promised: Promised) => void;
  drop: (id: string) => void;
  busy: boolean;
};

/**
 * One deal as it is judged now. What was read ahead is not judged once more when it is opened: it is read anew as soon as something is
 * decided about it, or the background says that deals changed.
 */
function dealQuery(tenant: string, dealId: string) {
  return {
    queryKey: ['reviewDeal', tenant, dealId],
    queryFn: () => call('reviewDeal', { tenant, dealId }),
    staleTime: 60_000,
    gcTime: 300_000, // as long as a deal may be talked about
    retry: false,
  };
}

/** One deal under review, and what is kept about it. */
export function useReviewDeal(tenant: string, dealId: string): DealStore {
  const client = useQueryClient();
  const found = useQuery(dealQuery(tenant, dealId));
  // Nobody waits for it: what was decided is kept by now.
  const renew = (): void => {
    void client.invalidateQueries({ queryKey: ['review', tenant] });
    void client.invalidateQueries({ queryKey: ['reviewDeal', tenant, dealId] });
  };
  const decide = useMutation({
    mutationFn: (decision: Decision) => call('saveReview', { tenant, dealId, decision }),
    // Of the list only its own row moves: reading ten thousand others again would hold up the next deal.
    onSuccess: ({ day, call: decided }) => {
      const reviewed = { day, call: decided };
      client.setQueryData<ReviewAnswer>(['review', tenant], (list) => list && withReview(list, dealId, reviewed));
      void client.invalidateQueries({ queryKey: ['reviewDeal', tenant, dealId] });
    },
    onError: renew,
  });
  const promise = useMutation({
    mutationFn: (promised: Promised) => call('saveCommitment', { tenant, dealId, ...promised }),
    onSettled: renew,
  });
  const drop = useMutation({
    mutationFn: (id: string) => call('dropCommitment', { tenant, dealId, id }),
    onSettled: renew,
  });
  return {
    deal: found.data,
    problem: (found.error ?? decide.error ?? promise.error ?? drop.error)?.message ?? null,
    decide: decide.mutateAsync,
    promise: promise.mutate,
    drop: drop.mutate,
    busy: decide.isPending,
  };
}

/** The list once a deal was reviewed: what it holds is what the review saw. */
function withReview(
  list: ReviewAnswer,
  dealId: string,
  reviewed: ReviewAnswer['lines'][number]['reviewed'],
): ReviewAnswer {
  return {
    ...list,
    lines: list.lines.map((line) => (line.dealId === dealId ? { ...line, reviewed, changed: false } : line)),
  };
}

/** Reads a deal ahead, so that the next one is there at once. */
export function useReadAhead(tenant: string): (dealId: string) => void {
  const client = useQueryClient();
  return useCallback((dealId) => void client.prefetchQuery(dealQuery(tenant, dealId)), [client, tenant]);
}

/** How calls and scores did on the reviewed deals that have ended; undefined while it is read. */
export function useTrackRecord(tenant: string): TrackRecord | undefined {
  return useQuery({ queryKey: ['trackRecord', tenant], queryFn: () => call('trackRecord', { tenant }) }).data;
}
