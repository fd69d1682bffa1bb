import { browser } from 'wxt/browser';
import { listDeals } from '@/lib/crm/api/list-deals';
import type { ApiProblem } from '@/lib/crm/api/types';
import { afterPage, afterProblem, cancelled, dueIn, startPull, type Pull } from '@/lib/crm/pull/plan';
import type { OwnField } from '@/lib/crm/read-plan';
import { refitSoon } from '@/lib/learn/learner';
import type { FairleadDatabase } from '@/lib/store/database';
import { storePulled } from '@/lib/store/pulled';
import { allPulls, keepPull, pullOf } from '@/lib/store/pulls';
import type { Access } from './crm-access';
import { wakeBy } from './wake';

/** Looked up anew for each run: how a tenant is called, or why not, and the active pack's own fields. */
export type PullFrom = {
  access: (tenant: string) => Promise<Access>;
  own: () => Promise<readonly OwnField[]>;
};

export type PullRunner = {
  start: (tenant: string) => Promise<Pull>;
  status: () => Promise<Pull[]>;
  cancel: (tenant: string) => Promise<Pull | null>;
  /** Goes on with what a stopped worker left or what has waited long enough; called at each start of the background, and by an alarm. */
  resume: () => Promise<void>;
  /** Whether one is under way: what needs much memory waits for its end. */
  busy: () => boolean;
};

/** A wait shorter than this is waited out; a longer one ends the run, and an alarm goes on with it. */
const LONGEST_SLEEP_MS = 20_000;

/**
 * Pulls whole pipelines, one page at a time, each stored before the next is asked for. `onPulled` is told whose deals have come
 * in, all of them or as many as could be read.
 */
export function pullRunner(
  database: () => FairleadDatabase,
  from: PullFrom,
  now: () => number,
  onPulled: (tenant: string) => void,
): PullRunner {
  const running = new Map<string, AbortController>();

  const run = async (first: Pull): Promise<void> => {
    const { tenant } = first;
    if (running.has(tenant)) return;
    const stop = new AbortController();
    running.set(tenant, stop);
    try {
      const pull = await runPull(database(), first, from, now, stop.signal);
      onPulled(tenant);
      if (pull.status === 'done') await refitSoon(); // there is more to learn from now
      if (pull.status === 'waiting' && pull.resumeAt !== null) await wakeBy(pull.resumeAt, now());
    } finally {
      running.delete(tenant);
    }
  };
  const goOn = async (): Promise<void> => {
    const pulls = (await allPulls(database())) as Pull[]; // written by `keepPull` below only
    for (const pull of pulls) {
      const wait = dueIn(pull, now());
      if (wait === 0) void run({ ...pull, status: 'running' }).catch(() => undefined);
      else if (wait !== null && !running.has(pull.tenant)) await wakeBy(now() + wait, now()); // the earliest stays
    }
  };
  return {
    start: async (tenant) => {
      const before = (await pullOf(database(), tenant)) as Pull | null;
      if (before && running.has(tenant)) return before;
      const pull = startPull(before, tenant, now(), (ms) => new Date(ms).toISOString());
      await keepPull(database(), pull);
      void run(pull).catch(() => undefined); // what went wrong is in the row
      return pull;
    },
    status: async () => {
      await goOn();
      return (await allPulls(database())) as Pull[];
    },
    cancel: async (tenant) => {
      running.get(tenant)?.abort();
      const pull = (await pullOf(database(), tenant)) as Pull | null;
      if (!pull) return null;
      const next = cancelled(pull, now());
      await keepPull(database(), next);
      return next;
    },
    resume: goOn,
    busy: () => running.size > 0,
  };
}

/** Runs until the end, a problem, a long wait, or `signal`. The row in the database is the one truth of where it stands. */
export async function runPull(
  database: FairleadDatabase,
  first: Pull,
  from: PullFrom,
  now: () => number,
  signal: AbortSignal,
): Promise<Pull> {
  let pull = first;
  const keep = async (next: Pull): Promise<void> => {
    if (signal.aborted) return;
    pull = next;
    await keepPull(database, next);
  };
  const found = await from.access(pull.tenant);
  if (!found.ok) {
    await keep(afterProblem(pull, found.problem ?? noApi(), now()));
    return pull;
  }
  const reads = { ...found, own: await from.own() };
  while (dueIn(pull, now()) !== null && !signal.aborted) {
    pull = { ...pull, status: 'running' };
    // Each turn goes on where the last one waited.
    const problem = await pages(database, () => pull, keep, reads, now, signal);
    if (problem) await keep(afterProblem(pull, problem, now()));
    const wait = dueIn(pull, now());
    if (wait === null || wait > LONGEST_SLEEP_MS) break;
    await sleep(wait, signal);
  }
  return pull;
}

async function pages(
  database: FairleadDatabase,
  state: () => Pull,
  keep: (next: Pull) => Promise<void>,
  { adapter, connection, send, own }: { own: readonly OwnField[] } & Extract<Access, { ok: true }>,
  now: () => number,
  signal: AbortSignal,
): Promise<ApiProblem | null> {
  const { cursor, since, closedSince, tenant } = state();
  const options = {
    own,
    closedSince,
    signal,
    ...(since === null ? {} : { since }),
    ...(cursor === null ? {} : { from: cursor }),
  };
  const list = listDeals(adapter, connection, options, send, now);
  let count = 0;
  for (;;) {
    // A part at a time, so that no two are held.
    const next = await list.next();
    if (signal.aborted) return null;
    if (next.done) return next.value;
    const { readings, ends, next: further, total, pauseMs } = next.value;
    await storePulled(database, tenant, readings);
    count += readings.length;
    if (!ends) continue; // a run that stops here asks for this page again, and stores what it has already as it is
    await keep(afterPage(state(), { count, next: further, total, pauseMs }, now()));
    count = 0;
    // A call of the browser's keeps the worker awake while it only waits for the CRM.
    await browser.runtime.getPlatformInfo?.();
    if (state().status !== 'running') return null;
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

function noApi(): ApiProblem {
  return { kind: 'odd', message: 'No connection to this CRM’s API is set up.' };
}
