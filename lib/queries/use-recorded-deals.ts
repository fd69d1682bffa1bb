import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';
import type { Tasks } from '@/lib/studio/protocol';
import type { TaskProgress } from '@/lib/worker/client';
import type { StudioWorker } from './studio-worker';

type Piece = Calls['recordedDeals']['output'];
type Running = { signal: AbortSignal; onProgress: (progress: TaskProgress) => void };

/**
 * Brings every deal of a tenant from the background to the worker, piece by piece, until stopped. The next piece is read while
 * one is being counted; no more than these two are ever held, and this page only passes them on.
 */
async function countAll(worker: StudioWorker, tenant: string, { signal, onProgress }: Running): Promise<void> {
  const read = (after: string | null): Promise<Piece> => {
    const piece = call('recordedDeals', { tenant, after });
    piece.catch(() => undefined); // whoever waits for it hears of it; where nobody does any more, it is no matter
    return piece;
  };
  let total = 0;
  for (let waiting: Promise<Piece> | null = read(null); waiting !== null;) {
    // One piece after the other: the background answers others in between.
    const piece: Piece = await waiting;
    signal.throwIfAborted();
    total = Math.max(total, piece.total);
    waiting = piece.next === null ? null : read(piece.next);
    const done = await worker.ask('countDeals', { deals: piece.deals }, { signal });
    onProgress({ phase: 'counting', done, total });
  }
}

const NONE: { output?: never; problem: null; tenant: null } = { problem: null, tenant: null };

export type BulkRun<Output> = {
  progress: TaskProgress | null;
  output: Output | undefined;
  problem: string | null;
  start: () => void;
  cancel: () => void;
};

/**
 * A computation over all deals of a tenant, in a worker, with its progress; it can be stopped at any moment. `begin` asks the
 * worker for it, and says whether it can be done.
 */
export function useOverAllDeals<Name extends 'backtest' | 'use'>(
  worker: StudioWorker,
  task: Name,
  tenant: string | null,
  begin: () => Promise<boolean>,
): BulkRun<Tasks[Name]['output']> {
  type Output = Tasks[Name]['output'];
  const [progress, setProgress] = useState<TaskProgress | null>(null);
  const [result, setResult] = useState<{ output?: Output; problem: string | null; tenant: string | null }>(NONE);
  const running = useRef<AbortController | null>(null);
  const cancel = useCallback((): void => {
    if (running.current === null) return;
    running.current.abort(new Error('stopped'));
    running.current = null;
    worker.stop();
    setProgress(null);
  }, [worker]);
  // Another CRM's deals are another question, and a page that shows something else waits for no answer.
  useEffect(() => cancel, [tenant, cancel]);
  const compute = async (of: string, run: Running): Promise<Output> => {
    if (await begin()) await countAll(worker, of, run);
    return worker.ask(task, null, { signal: run.signal });
  };
  const start = (): void => {
    if (tenant === null || running.current !== null) return;
    const stop = new AbortController();
    running.current = stop;
    const tell = (now: TaskProgress): void => {
      if (!stop.signal.aborted) setProgress(now);
    };
    tell({ phase: 'counting', done: 0, total: 0 });
    compute(tenant, { signal: stop.signal, onProgress: tell })
      .then(
        // Long tables are drawn in pieces: keys go first.
        (output) => !stop.signal.aborted && startTransition(() => setResult({ output, problem: null, tenant })),
        (error: unknown) =>
          !stop.signal.aborted &&
          setResult({ problem: error instanceof Error ? error.message : String(error), tenant }),
      )
      .finally(() => {
        if (running.current !== stop) return;
        running.current = null;
        setProgress(null);
      });
  };
  const own = result.tenant === tenant ? result : NONE;
  return { progress, output: own.output, problem: own.problem, start, cancel };
}
