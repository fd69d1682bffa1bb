import { browser } from 'wxt/browser';
import { writeLearned } from '@/lib/cache/learned-cache';
import { writeProgress } from '@/lib/cache/learning-cache';
import { packInUse } from '@/lib/cache/pack-in-use';
import type { RunnablePack } from '@/lib/rules/types';
import type { FairleadDatabase } from '@/lib/store/database';
import { REFIT_SOON } from './alarms';
import type { Run } from './drive';
import { refit } from './refit';
import type { LearningReport } from './report';

export type Learner = {
  /** Learns anew from every tenant's deals; while one run is under way, the same is given to whoever asks. */
  refit: () => Promise<LearningReport[]>;
  /** Ends a run; what was in use stays. */
  cancel: () => void;
  reports: () => Promise<LearningReport[]>;
  /** Passes a result on; where a pack came into use, learns anew a moment later: models are valid for one pack. */
  afterSwitch: <Result extends { ok: boolean }>(result: Result) => Result;
};

type Setting = { database: () => FairleadDatabase; now: () => number };

/** The same seed in every run: what differs between two models is then the data. */
const SEED = 1;
const REPORT = 'report:';
/** How often the progress is written down; it also keeps the browser from stopping a worker that is busy. */
const PROGRESS_MS = 1_000;

/** What learns, in the background only: one run at a time, all tenants one after the other. */
export function makeLearner({ database, now }: Setting): Learner {
  let running: { done: Promise<LearningReport[]>; stop: AbortController } | null = null;
  const start = (): Promise<LearningReport[]> => {
    const stop = new AbortController();
    const done = refitAll(database(), now(), stop.signal).finally(() => {
      running = null;
      return writeProgress(null);
    });
    running = { done, stop };
    return done;
  };
  return {
    refit: () => running?.done ?? start(),
    cancel: () => running?.stop.abort(new Error('cancelled')),
    reports: async () => {
      const tenants = await tenantsOf(database());
      const kept = await browser.storage.local.get(tenants.map((tenant) => REPORT + tenant));
      return Object.values(kept) as LearningReport[]; // written below only
    },
    afterSwitch: (result) => {
      if (result.ok) void refitSoon();
      return result;
    },
  };
}

/** Asks for a refit a minute from now, once, however often it is asked for: after imports, pulls and a switch of packs. */
export async function refitSoon(): Promise<void> {
  await browser.alarms.create(REFIT_SOON, { delayInMinutes: 1 });
}

async function refitAll(database: FairleadDatabase, now: number, signal: AbortSignal): Promise<LearningReport[]> {
  const pack = await packInUse();
  if (pack === null) return [];
  const reports: LearningReport[] = [];
  for (const tenant of await tenantsOf(database)) {
    // One tenant's deals at a time are enough to hold in memory.
    reports.push(await refitTenant(database, { tenant, pack, now }, signal));
  }
  return reports;
}

async function refitTenant(
  database: FairleadDatabase,
  { tenant, pack, now }: { tenant: string; pack: RunnablePack; now: number },
  signal: AbortSignal,
): Promise<LearningReport> {
  const { learned, report } = await refit(database, { tenant, pack, now, seed: SEED }, runFor(tenant, signal));
  await writeLearned(tenant, learned);
  await browser.storage.local.set({ [REPORT + tenant]: report });
  return report;
}

function runFor(tenant: string, signal: AbortSignal): Run {
  let written = -Infinity;
  const elapsed = (): number => performance.now();
  return {
    signal,
    elapsed,
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    report: ({ phase, done, total }) => {
      if (elapsed() - written < PROGRESS_MS) return;
      written = elapsed();
      void writeProgress({ tenant, phase, done, total, at: Date.now() });
    },
  };
}

async function tenantsOf(database: FairleadDatabase): Promise<string[]> {
  return (await database.deals.orderBy('tenant').uniqueKeys()).map(String);
}
