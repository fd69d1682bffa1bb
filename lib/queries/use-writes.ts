import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
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
export function useWrites(dealId: string | null): Writes {
  const client = useQueryClient();
  const key = ['writes', dealId];
  const refresh = async (): Promise<void> => {
    // The page may not show what went over the API: the API is asked again.
    void client.invalidateQueries({ queryKey: ['api'] });
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
  const failed = [write, undo, retry, drop].find((mutation) => mutation.error !== null);
  return {
    entries: data ?? NONE,
    busy: write.isPending || undo.isPending || retry.isPending,
    problem: failed?.error?.message ?? null,
    write: write.mutateAsync,
    undo: undo.mutateAsync,
    retry: useCallback(() => void (dealId !== null && sendAgain(dealId)), [dealId, sendAgain]),
    drop: drop.mutate,
  };
}
