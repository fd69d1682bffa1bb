import type { Progress } from '@/lib/risk/rows';

/** What a long computation needs of the one who runs it. */
export type Run = {
  signal: AbortSignal;
  /** Milliseconds, only ever growing. */
  elapsed: () => number;
  /** Lets whatever else is waiting run. */
  pause: () => Promise<void>;
  report: (progress: Progress) => void;
};

/** A stretch of work between two pauses: short enough for a call of the panel not to wait. */
const STRETCH_MS = 30;

/** Runs a computation to its end, with a pause every so often. Aborted, it stops at the next step and throws the reason. */
export async function drive<T>(steps: Generator<Progress, T>, { signal, elapsed, pause, report }: Run): Promise<T> {
  let paused = elapsed();
  for (;;) {
    signal.throwIfAborted();
    const step = steps.next();
    if (step.done === true) return step.value;
    if (elapsed() - paused < STRETCH_MS) continue;
    report(step.value);
    // Pausing is the point.
    await pause();
    paused = elapsed();
  }
}
