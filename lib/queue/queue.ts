import { asLearned } from '@/lib/assess/learned';
import { isDue } from '@/lib/assess/queue/stake';
import { queueView } from '@/lib/assess/queue/queue-view';
import { readLearned } from '@/lib/cache/learned-cache';
import { readPack } from '@/lib/cache/pack-cache';
import { readMe, readQueueState, writeMe, writeQueueState, type QueueProgress } from '@/lib/cache/queue-cache';
import { remember, type Assessment } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import type { Deal } from '@/lib/domain/deal';
import { ownerOfSignIn, type Me } from '@/lib/domain/me';
import { queueItem, type QueueItem } from '@/lib/domain/queue';
import { loadPack } from '@/lib/rules/load';
import { connectionStates } from '@/lib/store/connections';
import type { FairleadDatabase } from '@/lib/store/database';
import { changeQueue, dealIds, itemNamed, itemsOf, queueItems } from '@/lib/store/queue';
import type { OnScreen, QueueAnswer } from './answer';
import { assessDeals, assessThese, type ItemChange, type Judging } from './assess-deals';

type Setting = {
  database: () => FairleadDatabase;
  clock: () => Clock;
  language: string;
  /** After items changed: what is to be told of it, and how many deals are due. Failures of it are its own. */
  onChange?: (tenant: string, changes: readonly ItemChange[]) => Promise<void>;
  /** After a run or a single change: what is shown elsewhere may be out of date. */
  onMoved?: (tenant: string) => Promise<void>;
};

/** The queue of each tenant, in the background. */
export type Queue = {
  view: (tenant: string) => Promise<QueueAnswer>;
  /** How many deals of the rep are due; null when that is not known: nobody said who he is, or nothing was read. */
  due: (tenant: string) => Promise<number | null>;
  /** Judges what is out of date; while that runs, the same is given to whoever asks. True when it came to its end. */
  refresh: (tenant: string) => Promise<boolean>;
  cancel: (tenant: string) => void;
  setMe: (tenant: string, me: Me | null) => Promise<void>;
  /** A panel has assessed an open deal: its item follows at once. */
  took: (tenant: string, deal: Deal, assessment: Assessment, today: string) => Promise<void>;
  /** These deals were read anew by the background itself. */
  reread: (tenant: string, ids: readonly string[]) => Promise<void>;
  onScreen: (tenant: string, rows: readonly { id: string | null; name: string | null }[]) => Promise<OnScreen[]>;
  /** Something that the queue rests on besides its deals has moved, such as what a rep said of a step. */
  moved: (tenant: string) => Promise<void>;
};

/** How often the progress is written down. */
const PROGRESS_MS = 500;

export function makeQueue({ database, clock, language, onChange, onMoved }: Setting): Queue {
  const running = new Map<string, { done: Promise<boolean>; stop: AbortController }>();
  const told = (tenant: string, changes: readonly ItemChange[]): Promise<void> =>
    changes.length === 0 ? Promise.resolve() : (onChange?.(tenant, changes) ?? Promise.resolve()).catch(() => undefined);
  const moved = async (tenant: string, progress: QueueProgress | null = null): Promise<void> => {
    const { revision } = await readQueueState(tenant);
    await writeQueueState(tenant, { revision: revision + 1, progress });
    await onMoved?.(tenant).catch(() => undefined);
  };
  const judging = async (tenant: string): Promise<Judging | null> => {
    const cached = await readPack();
    const loaded = cached ? loadPack(cached.compiled, language) : null;
    if (!loaded?.ok) return null;
    return { tenant, pack: loaded.pack, learned: asLearned(await readLearned(tenant)), clock: clock() };
  };
  const judgeAll = async (tenant: string, signal: AbortSignal): Promise<boolean> => {
    const how = await judging(tenant);
    if (how === null) return false;
    let written = performance.now();
    const report = ({ done, total }: QueueProgress): void => {
      if (performance.now() - written < PROGRESS_MS) return;
      written = performance.now();
      void moved(tenant, { done, total });
    };
    const run = { signal, report, elapsed: () => performance.now(), pause };
    await assessDeals(database(), how, run, (changes) => told(tenant, changes));
    return true;
  };
  const start = (tenant: string): Promise<boolean> => {
    const stop = new AbortController();
    const done = judgeAll(tenant, stop.signal)
      .catch(() => false)
      .finally(() => {
        running.delete(tenant);
        return moved(tenant);
      });
    running.set(tenant, { done, stop });
    return done;
  };
  const whose = async (tenant: string, items: readonly QueueItem[]): Promise<QueueAnswer['me']> => {
    const chosen = await readMe(tenant);
    if (chosen !== null) return { who: chosen, from: 'rep' };
    const user = (await connectionStates(database())).get(tenant)?.user ?? null;
    const who = ownerOfSignIn(user, queueView(items, null).owners);
    return who && { who, from: 'signIn' };
  };
  const items = (tenant: string): Promise<QueueItem[]> => queueItems(database(), tenant, pause);

  return {
    view: async (tenant) => {
      const all = await items(tenant);
      const me = await whose(tenant, all);
      return {
        ...queueView(all, me?.who ?? null),
        tenant,
        me,
        packTitle: (await readPack())?.status.title ?? null,
        kept: (await dealIds(database(), tenant)).length,
        progress: running.has(tenant) ? ((await readQueueState(tenant)).progress ?? { done: 0, total: 0 }) : null,
      };
    },
    due: async (tenant) => {
      const all = await items(tenant);
      const me = await whose(tenant, all);
      const { counts } = queueView(all, me?.who ?? null);
      return me === null || counts.checked === 0 ? null : counts.due;
    },
    refresh: (tenant) => running.get(tenant)?.done ?? start(tenant),
    cancel: (tenant) => running.get(tenant)?.stop.abort(new Error('cancelled')),
    setMe: async (tenant, me) => {
      await writeMe(tenant, me);
      await moved(tenant);
    },
    took: async (tenant, deal, assessment, today) => {
      const [before = null] = await itemsOf(database(), tenant, [deal.id]);
      if (before !== null && before.readAt > deal.readAt) return; // a late report
      const after = queueItem(deal, assessment, today, remember(assessment));
      await changeQueue(database(), tenant, [after], []);
      await told(tenant, [{ before, after }]);
      await moved(tenant, (await readQueueState(tenant)).progress);
    },
    reread: async (tenant, ids) => {
      const how = await judging(tenant);
      if (how !== null) await told(tenant, await assessThese(database(), how, ids));
      await moved(tenant, (await readQueueState(tenant)).progress);
    },
    onScreen: (tenant, rows) => seenOnScreen(database(), tenant, rows),
    moved: (tenant) => moved(tenant),
  };
}

/** What is known of deals that a list or board shows, by their id or else by a name that only one has. */
async function seenOnScreen(
  database: FairleadDatabase,
  tenant: string,
  rows: readonly { id: string | null; name: string | null }[],
): Promise<OnScreen[]> {
  const byId = await itemsOf(
    database,
    tenant,
    rows.map(({ id }) => id ?? ''),
  );
  const found = await Promise.all(
    rows.map(({ id, name }, at) =>
      id !== null ? (byId[at] ?? null) : name === null ? null : itemNamed(database, tenant, name),
    ),
  );
  return found.map((item): OnScreen => {
    if (item === null) return null;
    const { dealId, name, gaps, steps, standing } = item;
    const useful = steps.filter(({ effect }) => effect < 0).length;
    const due = isDue(item) ? gaps.map(({ label }) => label) : [];
    return { dealId, name, gaps: due, steps: useful, checked: standing === 'checked' };
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
