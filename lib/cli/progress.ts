import type { CliIo } from './io';

const FIRST_MS = 1_000;
const EVERY_MS = 1_000;

/** A line on standard error for work that takes more than a second, and one each second from then on. */
export function progress(label: string, total: number, io: CliIo): (done: number) => void {
  const started = io.now();
  let last = started + FIRST_MS - EVERY_MS;
  return (done) => {
    const now = io.now();
    if (now - last < EVERY_MS) return;
    last = now;
    io.err(
      `${label}: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} (${Math.round((now - started) / 1000)} s)\n`,
    );
  };
}
