import { asLearned } from '@/lib/assess/learned';
import { readLearned } from '@/lib/cache/learned-cache';
import { compiledOf, readPack } from '@/lib/cache/pack-cache';
import { readJudgedOn, writeJudgedOn, type QueueProgress } from '@/lib/cache/queue-cache';
import type { Clock } from '@/lib/domain/clock';
import { loadPack, type Loaded } from '@/lib/rules/load';
import type { FairleadDatabase } from '@/lib/store/database';
import { stampOf } from '@/lib/store/insight-tables';
import { assessDeals, type ItemChange, type Judging } from './assess-deals';

/** What judges deals in the background: one run a tenant at a time. */
export type Runs = {
  /** The run under way, or a new one; true when it came to its end. */
  refresh: (tenant: string) => Promise<boolean>;
  cancel: (tenant: string) => void;
  isRunning: (tenant: string) => boolean;
  /** The rules, model and moment to judge by; null without rules. */
  judging: (tenant: string) => Promise<Judging | null>;
};

type Setting = {
  database: () => FairleadDatabase;
  clock: () => Clock;
  language: string;
  onItems: (tenant: string, changes: readonly ItemChange[]) => Promise<void>;
  /** Now and then while it runs, and at its end (null). */
  onProgress: (tenant: string, progress: QueueProgress | null) => Promise<void>;
};

/** How often the progress is written down. */
const PROGRESS_MS = 500;

export function makeRuns({ database, clock, language, onItems, onProgress }: Setting): Runs {
  const running = new Map<string, { done: Promise<boolean>; stop: AbortController }>();
  const judged = new Set<string>();
  // A review asks for every deal: the same rules are made ready once.
  let ready: { hash: string; digest: string | undefined; loaded: Loaded } | null = null;
  const judging = async (tenant: string): Promise<Judging | null> => {
    const cached = await readPack();
    if (cached === null) return null;
    const { digest, status } = cached;
    if (ready?.hash !== status.hash || ready.digest !== digest || digest === undefined)
      ready = { hash: status.hash, digest, loaded: loadPack(compiledOf(cached), language) };
    const { loaded } = ready;
    if (!loaded.ok) return null;
    return { tenant, pack: loaded.pack, learned: asLearned(await readLearned(tenant)), clock: clock() };
  };
  const judgeAll = async (tenant: string, signal: AbortSignal): Promise<boolean> => {
    const how = await judging(tenant);
    if (how === null) return false;
    const basis = [await stampOf(database(), tenant, how.pack.hash), how.learned?.hash ?? '', how.clock.today].join(
      ' ',
    );
    if ((await readJudgedOn(tenant)) === basis) return true;
    judged.add(tenant);
    let written = performance.now();
    const report = ({ done, total }: QueueProgress): void => {
      if (performance.now() - written < PROGRESS_MS) return;
      written = performance.now();
      void onProgress(tenant, { done, total });
    };
    const run = { signal, report, elapsed: () => performance.now(), pause };
    const { unjudged } = await assessDeals(database(), how, run, (changes) => onItems(tenant, changes));
    for (const { id, reason } of unjudged) console.error(`deal ${id} could not be judged`, reason);
    if (unjudged.length === 0) await writeJudgedOn(tenant, basis);
    return true;
  };
  const start = (tenant: string): Promise<boolean> => {
    const stop = new AbortController();
    const done = judgeAll(tenant, stop.signal)
      .catch(() => false)
      .finally(() => {
        running.delete(tenant);
        // Where there was nothing to judge, no list is read again.
        return judged.delete(tenant) ? onProgress(tenant, null) : undefined;
      });
    running.set(tenant, { done, stop });
    return done;
  };
  return {
    refresh: (tenant) => running.get(tenant)?.done ?? start(tenant),
    cancel: (tenant) => running.get(tenant)?.stop.abort(new Error('cancelled')),
    isRunning: (tenant) => judged.has(tenant),
    judging,
  };
}

/** Lets whatever else waits in the worker go first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
