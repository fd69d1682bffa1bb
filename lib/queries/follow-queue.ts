import { onQueueState, type QueueProgress } from '@/lib/cache/queue-cache';

/** What is over at once comes in bursts. */
const SOON_MS = 250;
/** While deals are judged, a list is read anew no more often than this … */
const RENEW_MS = 2_000;
/** … and no more than a tenth of the time: the background reads thousands of rows for it, and judges none meanwhile. */
const SHARE = 9;

export type Following = {
  /** Reads the list anew; resolves once it is there. */
  renew: () => Promise<unknown>;
  /** How far the judging has come; undefined once a list is there that says so itself. */
  onProgress: (progress: QueueProgress | undefined) => void;
  signal: AbortSignal;
};

/** Keeps a list over a CRM's queue up to date: soon after a single change, now and then while all of it is judged. */
export function followQueue(tenant: string, { renew, onProgress, signal }: Following): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = Infinity;
  let took = 0;
  const run = async (): Promise<void> => {
    dueAt = Infinity;
    const started = performance.now();
    await renew();
    took = performance.now() - started;
    if (!signal.aborted) onProgress(undefined);
  };
  onQueueState(
    tenant,
    ({ progress }) => {
      if (progress !== null) onProgress(progress);
      const now = performance.now();
      const wait = progress === null ? SOON_MS : Math.max(RENEW_MS, took * SHARE);
      if (now + wait >= dueAt) return;
      clearTimeout(timer);
      dueAt = now + wait;
      timer = setTimeout(() => void run(), wait);
    },
    signal,
  );
  signal.addEventListener('abort', () => clearTimeout(timer));
}
