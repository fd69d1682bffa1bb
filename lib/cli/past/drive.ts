import type { Progress } from '@/lib/risk/rows';
import type { CliIo } from '../io';

const FIRST_MS = 1_000;
const EVERY_MS = 1_000;

/** Runs a long computation to its end; a line on standard error after a second, and one each second from then on. */
export function drive<T>(work: Generator<Progress, T>, io: CliIo): T {
  const started = io.now();
  let last = started + FIRST_MS - EVERY_MS;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const now = io.now();
    if (now - last >= EVERY_MS) {
      last = now;
      const { phase, done, total } = step.value;
      io.err(`${phase}: ${done} of ${total} (${Math.round((now - started) / 1000)} s)\n`);
    }
  }
}
