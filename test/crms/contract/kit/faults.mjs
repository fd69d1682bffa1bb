/**
 * The switches of a contract server, for tests to turn: `server.faults.limitAfter(3, { retryAfter: 2 })`.
 * How each fault looks on the wire is the vendor's; the server says it in its answers.
 */
export function createFaults() {
  const calm = () => ({
    expired: false,
    daily: false,
    limit: undefined,
    failures: [],
    slowMs: 0,
    drops: 0,
    rules: [],
    denied: [],
    beforeWrite: [],
  });
  let state = calm();
  return {
    /** Every session and token so far is over; a fresh sign-in or `restoreSession` ends it. */
    expireSession: () => void (state.expired = true),
    restoreSession: () => void (state.expired = false),
    /** After `requests` more, refuses with "too many", `times` times. `retryAfter` in seconds. */
    limitAfter: (requests, { retryAfter = 1, times = 1 } = {}) => void (state.limit = { requests, retryAfter, times }),
    /** The account's allowance for the day is used up. */
    dailyLimit: (on = true) => void (state.daily = on),
    /** The next request (of these many) meets a broken server. */
    failOnce: (status = 503, times = 1) => void state.failures.push(...Array.from({ length: times }, () => status)),
    /** Every answer takes so long. */
    slow: (ms) => void (state.slowMs = ms),
    /** The next request (of these many) is cut off without an answer. `afterWork`: the server did what was asked first. */
    drop: (times = 1, { afterWork = false } = {}) => void ((state.drops = times), (state.dropAfterWork = afterWork)),
    /**
     * A validation rule of the CRM's admin: refuses a write whose values (vendor's field names) match.
     * @param {{ object: string, field?: string, message: string, when?: (values: Record<string, unknown>, row: Record<string, unknown>) => boolean }} rule
     */
    rule: ({ object, field, message, when = () => true }) => void state.rules.push({ object, field, message, when }),
    /**
     * The user may not read or write (`action`) this object, or this one field of it.
     * @param {{ object: string, field?: string, action?: 'read' | 'write' }} what
     */
    deny: ({ object, field, action = 'write' }) => void state.denied.push({ object, field, action }),
    /** Runs once, just before the next write is carried out: somebody else was quicker. @param {() => void} work */
    beforeNextWrite: (work) => void state.beforeWrite.push(work),
    reset: () => void (state = calm()),
    seen: createSeen(() => state),
  };
}

/** What the servers ask the switches. */
function createSeen(state) {
  return {
    expired: () => state().expired,
    daily: () => state().daily,
    slowMs: () => state().slowMs,
    nextFailure: () => state().failures.shift(),
    /** Counts the request; the seconds to wait when it is one too many. */
    limited: () => {
      const { limit } = state();
      if (!limit || limit.times === 0) return undefined;
      if (limit.requests > 0) {
        limit.requests -= 1;
        return undefined;
      }
      limit.times -= 1;
      return limit.retryAfter;
    },
    dropped: (when) => {
      if (state().drops === 0 || (state().dropAfterWork === true) !== (when === 'after')) return false;
      state().drops -= 1;
      return true;
    },
    /** The rule that a write breaks; `values` are those written, `row` the record as it would be. */
    brokenRule: (object, values, row = values) =>
      state().rules.find((rule) => rule.object === object && rule.when(values, row)),
    denied: (object, action, field) =>
      state().denied.some((one) => one.object === object && one.action === action && one.field === field),
    beforeWrite: () => {
      for (const work of state().beforeWrite.splice(0)) work();
    },
  };
}
