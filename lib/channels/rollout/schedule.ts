const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Checks come up to this share earlier or later, so that many computers do not ask at once. */
const JITTER = 0.2;
/** A check that is later than this was slept through. */
const LATE = 10 * MINUTE;
/** After sleep, or a server's outage, many computers are back at about the same time. */
const CATCH_UP = 5 * MINUTE;

/** How often a source is asked when nothing else is set. */
export const EVERY_MINUTES = 60;

/** When to ask next, ms: later after each failure in a row, at most a day; `random` from 0 up to 1. */
export function nextCheck(now: number, everyMinutes: number, failures: number, random: number): number {
  const every = Math.min(DAY, everyMinutes * MINUTE * 2 ** Math.min(failures, 12));
  return Math.round(now + every * (1 - JITTER + 2 * JITTER * random));
}

/**
 * When a check that was due at `dueAt` is due as things are: one that was slept through is caught up once, and soon;
 * one that lies in a far future was planned by a wrong clock.
 */
export function replanned(dueAt: number, now: number, random: number): number {
  const lost = now - dueAt > LATE || dueAt > now + 2 * DAY;
  return lost ? Math.round(now + MINUTE / 2 + CATCH_UP * random) : dueAt;
}
