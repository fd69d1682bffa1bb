import type { WaitReason, WriteEntry } from '@/lib/domain/writes';

/** What ends by itself; the rest waits for its page or its user. */
const ENDS_BY_ITSELF: ReadonlySet<WaitReason> = new Set(['offline', 'limited', 'server']);
const SOONEST_MS = 60_000;
const LATEST_MS = 3_600_000;

/** Whether a write waits for something that ends without anyone's help. */
export function endsByItself({ state, result }: Pick<WriteEntry, 'state' | 'result'>): boolean {
  return state === 'waiting' && result?.kind === 'waiting' && ENDS_BY_ITSELF.has(result.reason);
}

/**
 * When to try again what ends by itself: when the CRM says, else after half as long again as it has waited, at most an hour
 * later. Null when nothing of the kind waits.
 */
export function nextTry(entries: readonly WriteEntry[], now: number): number | null {
  const times = entries.filter(endsByItself).map(({ result, madeAt }) => {
    const asked = result?.kind === 'waiting' ? (result.notBefore ?? 0) : 0;
    return asked > now ? asked : now + Math.min(Math.max((now - madeAt) / 2, SOONEST_MS), LATEST_MS);
  });
  return times.length === 0 ? null : Math.min(...times);
}
