import { readTargets, type Target } from '@/lib/cache/targets';
import type { InsightWorker } from '@/lib/insight-worker/client';
import type { Overview } from '@/lib/insight-worker/overview';
import { call } from '@/lib/messaging/client';
import type { Calls } from '@/lib/messaging/contract';
import type { ImportInfo } from '@/lib/messaging/insight-calls';

type Tables = Calls['keptTables']['output'];
type About = NonNullable<Tables['about']>;

/** When the readings were made (ms) and how many came over the API; null of an import. */
export type Freshness = About['fresh'];

export type Loaded = {
  overview: Overview;
  fresh: Freshness;
  targets: readonly Target[];
  /** These are the tables of the last time, and something else is kept since: they are to be made anew. */
  outdated: boolean;
};

/** Brings what is kept of a CRM into the worker: the tables of the last time where there are any, else made anew. */
export async function loadKept(worker: InsightWorker, tenant: string, signal: AbortSignal): Promise<Loaded> {
  const { stamp, about } = await call('keptTables', { tenant });
  if (about === null) return renewKept(worker, tenant, signal);
  await worker.ask('begin', null);
  const texts = await Promise.all(
    Array.from({ length: about.parts }, (_, part) => call('keptTablesPart', { tenant, part })),
  );
  signal.throwIfAborted();
  if (texts.some((text) => text === null)) return renewKept(worker, tenant, signal);
  for (const text of texts) void worker.ask('add', text ?? '');
  const { fresh, withoutOutcome } = about;
  return finished(worker, tenant, { kind: 'tables', withoutOutcome }, { fresh, outdated: about.stamp !== stamp });
}

/** Makes the tables of what is kept now, and keeps them for the next time. */
export async function renewKept(worker: InsightWorker, tenant: string, signal: AbortSignal): Promise<Loaded> {
  const { stamp } = await call('keptTables', { tenant });
  await worker.ask('begin', null);
  const fresh = await addKept(worker, tenant, signal);
  const zoneMinutes = -new Date().getTimezoneOffset();
  const loaded = await finished(worker, tenant, { kind: 'kept', zoneMinutes }, { fresh, outdated: false });
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
  return finished(worker, id, { kind: 'import' }, { fresh: null, outdated: false });
}

async function finished(
  { ask }: InsightWorker,
  source: string,
  origin: Parameters<typeof ask<'finish'>>[1],
  rest: Pick<Loaded, 'fresh' | 'outdated'>,
): Promise<Loaded> {
  const targets = await readTargets(source);
  await ask('setTargets', targets);
  return { overview: await ask('finish', origin), targets, ...rest };
}
