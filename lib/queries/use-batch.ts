import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { BatchState } from '@/lib/domain/batch';
import { call } from '@/lib/messaging/client';

export type Batch = {
  /** Null until known, and where there is none. */
  state: BatchState | null;
  busy: boolean;
  /** Why the background itself failed; null when it did not. */
  problem: string | null;
  undo: () => void;
  /** What is not taken back by then stays. */
  stop: () => void;
};

/** While an undo runs, how it goes is asked for this often. */
const EVERY_MS = 500;

/** What was saved together under one id, and the way back. */
export function useBatch(batch: string): Batch {
  const client = useQueryClient();
  const key = ['batch', batch];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call('batchState', { batch }),
    refetchInterval: ({ state }) => (state.data?.running === true || state.data?.sending === true ? EVERY_MS : false),
    staleTime: 0,
  });
  const keep = (state: BatchState): void => void client.setQueryData(key, state);
  const undo = useMutation({
    mutationFn: () => call('undoBatch', { id: crypto.randomUUID(), batch }),
    onSuccess: keep,
  });
  const stop = useMutation({ mutationFn: () => call('stopUndo', { batch }), onSuccess: keep });
  useWhenOver(data?.running === true, () => {
    void client.invalidateQueries({ queryKey: ['writes'] });
    void client.invalidateQueries({ queryKey: ['api'] });
  });
  return {
    state: data ?? null,
    busy: undo.isPending || stop.isPending,
    problem: (undo.error ?? stop.error)?.message ?? null,
    undo: undo.mutate,
    stop: stop.mutate,
  };
}

/** What was taken back shows in the journal, and in what the API says of the deal. */
function useWhenOver(running: boolean, over: () => void): void {
  const before = useRef(false);
  useEffect(() => {
    if (before.current && !running) over();
    before.current = running;
  });
}
