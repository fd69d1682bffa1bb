export const DAY = 86_400_000;

/** Where a contract server's time begins when a test names no clock: a Friday morning. */
export const START = Date.parse('2026-11-20T09:00:00Z');

/**
 * The server's clock. Without `now` it stands still but for one second a request, so that "changed since" holds to the second
 * and every run gives the same bytes; with `now` (say `Date.now`) it is that one.
 * @param {(() => number) | undefined} now
 */
export function createClock(now) {
  let at = START;
  return {
    now: () => (now ? now() : at),
    /** Called once a request. */
    tick: () => {
      at += 1000;
    },
    /** @param {number} ms moves a standing clock on; a clock of the caller's own is the caller's to move */
    advance: (ms) => {
      at += ms;
    },
  };
}

/** @param {number} ms @returns {string} `2026-11-20` */
export const isoDate = (ms) => new Date(ms).toISOString().slice(0, 10);

/** @param {number} ms @returns {string} `2026-11-20T09:00:00.000Z` */
export const isoInstant = (ms) => new Date(ms).toISOString();

/** @param {number} ms @returns {string} `2026-11-20T09:00:00Z` */
export const isoSeconds = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
