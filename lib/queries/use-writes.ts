import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { onWritten } from '@/lib/cache/write-news';
import type { NewWrite, WriteEntry } from '@/lib/domain/writes';
import { call } from '@/lib/messaging/client';

export type Writes = {
  /** The deal's last writes, latest first; empty until known. */
  entries: readonly WriteEntry[];
  /** What is being sent right now. */
  busy: boolean;
  /** Why the background itself failed; null when it did not. */
  problem: string | null;
  write: (write: Omit<NewWrite, 'id'>) => Promise<WriteEntry>;
  undo: (writeId: string) => Promise<WriteEntry>;
  /** Sends again what waits. */
  retry: () => void;
  drop: (writeId: string) => void;
};

const NONE: readonly WriteEntry[] = [];

/** The write path of one deal. */
export function useWrites(tenant: string | null, dealId: string | null): Writes {
  const client = useQueryClient();
  const key = ['writes', dealId];
  const refresh = async (): Promise<void> => {
    // The page may not show what went over the API: the API is asked again.
    void client.invalidateQueries({ queryKey: ['api'] });
    // An answer from before would be shown for a moment once the page looks again as it did then.
    client.removeQueries({ queryKey: ['api'], type: 'inactive' });
    await client.invalidateQueries({ queryKey: ['writes', dealId] });
  };
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => (dealId === null ? NONE : call('writes', { dealId })),
    staleTime: Infinity,
  });
  const write = useMutation({
    mutationFn: (input: Omit<NewWrite, 'id'>) => call('write', { ...input, id: crypto.randomUUID() }),
    onSettled: refresh,
  });
  const undo = useMutation({
    mutationFn: (writeId: string) => call('undoWrite', { id: crypto.randomUUID(), writeId }),
    onSettled: refresh,
  });
  const retry = useMutation({ mutationFn: (id: string) => call('sendWaiting', { dealId: id }), onSettled: refresh });
  const drop = useMutation({ mutationFn: (writeId: string) => call('dropWrite', { writeId }), onSettled: refresh });
  const { mutate: sendAgain } = retry;
  const busy = write.isPending || undo.isPending || retry.isPending;
  useMoved(tenant, dealId, busy, refresh);
  const failed = [write, undo, retry, drop].find((mutation) => mutation.error !== null);
  return {
    entries: data ?? NONE,
    busy,
    problem: failed?.error?.message ?? null,
    write: write.mutateAsync,
    undo: undo.mutateAsync,
    retry: useCallback(() => void (dealId !== null && sendAgain(dealId)), [dealId, sendAgain]),
    drop: drop.mutate,
  };
}

/** The background sends by itself what waited, and so may another tab: what came of it is shown here, too. */
function useMoved(tenant: string | null, dealId: string | null, busy: boolean, refresh: () => Promise<void>): void {
  const act = useRef(refresh);
  useEffect(() => {
    act.current = busy ? () => Promise.resolve() : refresh; // its own answer is on its way
  });
  useEffect(() => {
    if (tenant === null || dealId === null) return undefined;
    const stop = new AbortController();
    onWritten(tenant, dealId, () => void act.current(), stop.signal);
    return () => stop.abort();
  }, [tenant, dealId]);
}
