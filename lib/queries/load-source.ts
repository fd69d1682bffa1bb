import { readRates, type SavedRates } from '@/lib/cache/rates';
import { readTargets, type Target } from '@/lib/cache/targets';
import { teamsByName } from '@/lib/cache/team-cache';
import type { InsightWorker } from '@/lib/insight-worker/client';
import type { Overview } from '@/lib/insight-worker/overview';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';
import type { ImportInfo } from '@/lib/messaging/insight-calls';

type About = NonNullable<Calls['keptTables']['output']>;

/** When the readings were made (ms) and how many came over the API; null of an import. */
export type Freshness = About['fresh'];

export type Loaded = {
  overview: Overview;
  fresh: Freshness;
  targets: readonly Target[];
  /** What everything is counted in; null: each currency for itself. */
  rates: SavedRates | null;
  /** What the tables rest on; null of an import, which rests on itself. */
  stamp: string | null;
  /** These are the tables of the last time, and something else is kept since: they are to be made anew. Null: not known yet. */
  outdated: boolean | null;
};

/** Brings the tables of the last time into the worker; null where there are none, or not all of them. */
export async function loadTables(worker: InsightWorker, tenant: string, signal: AbortSignal): Promise<Loaded | null> {
  const about = await call('keptTables', { tenant });
  if (about === null) return null;
  void worker.ask('begin', null);
  const texts = Array.from({ length: about.parts }, (_, part) => call('keptTablesPart', { tenant, part }));
  void Promise.allSettled(texts); // one that fails is told below
  for (const asked of texts) {
    // In their order, each as soon as it is there.
    const text = await asked;
    signal.throwIfAborted();
    if (text === null) return null;
    void worker.ask('add', text);
  }
  const { fresh, withoutOutcome, stamp } = about;
  return finished(worker, tenant, { kind: 'tables', withoutOutcome }, { fresh, stamp, outdated: null });
}

/** Makes the tables of what is kept now, and keeps them for the next time. */
export async function renewKept(worker: InsightWorker, tenant: string, signal: AbortSignal): Promise<Loaded> {
  const stamp = await call('keptStamp', { tenant });
  await worker.ask('begin', null);
  const fresh = await addKept(worker, tenant, signal);
  const zoneMinutes = -new Date().getTimezoneOffset();
  const loaded = await finished(worker, tenant, { kind: 'kept', zoneMinutes }, { fresh, stamp, outdated: false });
  const texts = await worker.ask('tables', null);
  // The page has what it needs: keeping it is for the next time, and a page that is closed meanwhile keeps nothing.
  void keep(tenant, texts, { stamp, fresh, withoutOutcome: loaded.overview.withoutOutcome }).catch(() => undefined);
  return loaded;
}

async function keep(tenant: string, texts: readonly string[], about: Omit<About, 'parts'>): Promise<void> {
  // The first part makes them count, so it goes last.
  for (const part of [...texts.keys()].toReversed())
    await call('putTablesPart', {
      tenant,
      part,
      text: texts[part] ?? '',
      about: part === 0 ? { ...about, parts: texts.length } : null,
    });
}

async function addKept(worker: InsightWorker, tenant: string, signal: AbortSignal): Promise<Freshness> {
  let fresh: Freshness = null;
  for (let after: string | null = null; ;) {
    // A part at a time: which comes next is known by the last.
    const part: Calls['keptPart']['output'] = await call('keptPart', { tenant, after, whole: false });
    signal.throwIfAborted();
    void worker.ask('add', part.text);
    if (part.read !== null) fresh = joined(fresh, { ...part.read, deals: part.deals });
    if (part.next === null) return fresh;
    after = part.next;
  }
}

function joined(a: Freshness, b: NonNullable<Freshness>): NonNullable<Freshness> {
  if (a === null) return b;
  return {
    oldest: Math.min(a.oldest, b.oldest),
    latest: Math.max(a.latest, b.latest),
    overApi: a.overApi + b.overApi,
    deals: a.deals + b.deals,
  };
}

/** Brings the tables of a file into the worker. */
export async function loadImport(
  worker: InsightWorker,
  { id, parts }: ImportInfo,
  signal: AbortSignal,
): Promise<Loaded> {
  await worker.ask('begin', null);
  const texts = await Promise.all(Array.from({ length: parts }, (_, part) => call('importPart', { id, part })));
  signal.throwIfAborted();
  for (const text of texts) {
    if (text === null) throw new Error('a part of this import is missing');
    void worker.ask('add', text);
  }
  return finished(worker, id, { kind: 'import' }, { fresh: null, stamp: null, outdated: false });
}

async function finished(
  { ask }: InsightWorker,
  source: string,
  origin: Parameters<typeof ask<'finish'>>[1],
  rest: Pick<Loaded, 'fresh' | 'stamp' | 'outdated'>,
): Promise<Loaded> {
  const [targets, rates, teams] = await Promise.all([
    readTargets(source),
    readRates(source),
    origin.kind === 'import' ? [] : teamsByName(source),
  ]);
  void ask('setTargets', targets);
  void ask('setTeams', teams);
  const overview = await ask('finish', origin);
  return { overview: rates === null ? overview : await ask('setRates', rates), targets, rates, ...rest };
}
