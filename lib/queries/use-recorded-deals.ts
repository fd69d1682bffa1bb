import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '@/lib/messaging/client';
import type { TaskName, Tasks } from '@/lib/studio/protocol';
import type { RecordedDeal } from '@/lib/studio/backtest';
import type { TaskProgress } from '@/lib/worker/client';
import type { StudioWorker } from './studio-worker';

/** Reads every deal of a tenant, piece by piece, until stopped. */
async function readAll(
  tenant: string,
  signal: AbortSignal,
  onProgress: (progress: TaskProgress) => void,
): Promise<RecordedDeal[]> {
  const deals: RecordedDeal[] = [];
  let total = 0;
  for (let after: string | null = null; ;) {
    // One piece after the other: the background answers others in between.
    const piece: Awaited<ReturnType<typeof call<'recordedDeals'>>> = await call('recordedDeals', { tenant, after });
    signal.throwIfAborted();
    deals.push(...piece.deals);
    total = Math.max(total, piece.total);
    onProgress({ phase: 'reading', done: deals.length, total });
    if (piece.next === null) return deals;
    after = piece.next;
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

/** A computation over all deals of a tenant, in a worker, with its progress; it can be stopped at any moment. */
export function useOverAllDeals<Name extends 'backtest' | 'use'>(
  worker: StudioWorker,
  task: Name,
  tenant: string | null,
  inputFor: (deals: readonly RecordedDeal[]) => Tasks[Name]['input'],
): BulkRun<Tasks[Name & TaskName]['output']> {
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
  const start = (): void => {
    if (tenant === null || running.current !== null) return;
    const stop = new AbortController();
    running.current = stop;
    const tell = (now: TaskProgress): void => {
      if (!stop.signal.aborted) setProgress(now);
    };
    tell({ phase: 'reading', done: 0, total: 0 });
    readAll(tenant, stop.signal, tell)
      .then((deals) => worker.ask(task, inputFor(deals), { onProgress: tell }))
      .then(
        (output) => !stop.signal.aborted && setResult({ output, problem: null, tenant }),
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
