import { isDue } from '@/lib/assess/queue/stake';
import { queueView, type QueueView } from '@/lib/assess/queue/queue-view';
import { readPackStatus } from '@/lib/cache/pack-cache';
import { readMe, readQueueState, writeMe, writeQueueState, type QueueProgress } from '@/lib/cache/queue-cache';
import { remember, type Assessment, type Basis } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import type { Deal } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import { ownerOfSignIn, type Me } from '@/lib/domain/me';
import { queueItem, type QueueItem } from '@/lib/domain/queue';
import { laySteps, type StepState } from '@/lib/domain/step-states';
import { connectionStates } from '@/lib/store/connections';
import type { FairleadDatabase } from '@/lib/store/database';
import { stepStatesByDeal } from '@/lib/store/step-states';
import { changeQueue, countDeals, itemNamed, itemsOf, queueItems } from '@/lib/store/queue';
import type { OnScreen, QueueAnswer } from './answer';
import { assessThese, type ItemChange, type Judging } from './assess-deals';
import { makeRuns, pause } from './runs';

type Setting = {
  database: () => FairleadDatabase;
  clock: () => Clock;
  language: string;
  /** After items changed: what is to be told of it, and how many deals are due. Failures of it are its own. */
  onChange?: (tenant: string, me: Me | null, changes: readonly ItemChange[]) => Promise<void>;
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
  took: (tenant: string, deal: Deal, assessment: Assessment, basis: Pick<Basis, 'today' | 'history'>) => Promise<void>;
  /** These deals were read anew by the background itself. */
  reread: (tenant: string, ids: readonly string[]) => Promise<void>;
  onScreen: (tenant: string, rows: readonly { id: string | null; name: string | null }[]) => Promise<OnScreen[]>;
  /** What deals are judged by now; null without rules. */
  judging: (tenant: string) => Promise<Judging | null>;
  /** Something that the queue rests on besides its deals has moved, such as what a rep said of a step. */
  moved: (tenant: string) => Promise<void>;
};

export function makeQueue({ database, clock, language, onChange, onMoved }: Setting): Queue {
  // Found out once, not for each piece of a long run.
  const owners = new Map<string, Promise<QueueAnswer['me']>>();
  const told = async (tenant: string, changes: readonly ItemChange[]): Promise<void> => {
    if (changes.length === 0 || !onChange) return;
    const me = owners.get(tenant) ?? look(tenant).then((seen) => seen.me);
    owners.set(tenant, me);
    await onChange(tenant, (await me)?.who ?? null, changes).catch(() => undefined);
  };
  const moved = async (tenant: string, progress: QueueProgress | null): Promise<void> => {
    if (progress === null) owners.delete(tenant);
    const { revision } = await readQueueState(tenant);
    await writeQueueState(tenant, { revision: revision + 1, progress });
    // In the midst of a run the numbers are not final, and counting them anew each time would cost more than the run.
    if (progress === null) await onMoved?.(tenant).catch(() => undefined);
  };
  /** While a run is under way, its progress stands. */
  const movedMeanwhile = async (tenant: string): Promise<void> =>
    moved(tenant, runs.isRunning(tenant) ? (await readQueueState(tenant)).progress : null);
  const runs = makeRuns({ database, clock, language, onItems: told, onProgress: moved });
  /** What the rep has set aside of a deal's steps is not due. */
  const withStepStates = async (items: readonly QueueItem[], tenant: string): Promise<readonly QueueItem[]> => {
    const said = await stepStatesByDeal(database(), tenant);
    return items.map((item) => openOnly(item, said.get(item.dealId) ?? [], clock()));
  };
  const look = async (tenant: string): Promise<{ me: QueueAnswer['me']; view: QueueView }> => {
    const items = await withStepStates(await queueItems(database(), tenant, pause), tenant);
    const me = await whose(database(), tenant, items);
    return { me, view: queueView(items, me?.who ?? null) };
  };
  return {
    view: async (tenant) => {
      const { me, view } = await look(tenant);
      return {
        ...view,
        tenant,
        me,
        packTitle: (await readPackStatus())?.title ?? null,
        kept: await countDeals(database(), tenant),
        progress: runs.isRunning(tenant) ? ((await readQueueState(tenant)).progress ?? { done: 0, total: 0 }) : null,
      };
    },
    due: async (tenant) => {
      const { me, view } = await look(tenant);
      return me === null || view.counts.checked === 0 ? null : view.counts.due;
    },
    refresh: runs.refresh,
    cancel: runs.cancel,
    setMe: async (tenant, me) => {
      await writeMe(tenant, me);
      await movedMeanwhile(tenant);
    },
    took: async (tenant, deal, assessment, { today, history }) => {
      const [before = null] = await itemsOf(database(), tenant, [deal.id]);
      if (before !== null && before.readAt > deal.readAt) return; // a late report
      const facts = deriveFacts(deal, history, { now: assessment.at, today });
      const after = queueItem(deal, assessment, facts, today, remember(assessment));
      await changeQueue(database(), tenant, [after], []);
      await told(tenant, [{ before, after }]);
      await movedMeanwhile(tenant);
    },
    reread: async (tenant, ids) => {
      const how = await runs.judging(tenant);
      if (how !== null) await told(tenant, await assessThese(database(), how, ids));
      await movedMeanwhile(tenant);
    },
    onScreen: (tenant, rows) => seenOnScreen(database(), tenant, rows),
    judging: runs.judging,
    moved: movedMeanwhile,
  };
}

function openOnly(item: QueueItem, said: readonly StepState[], clock: Clock): QueueItem {
  if (said.length === 0) return item;
  const steps = item.steps.map((step) => ({ ...step, why: '' })); // a reason is not kept in the queue
  return { ...item, steps: laySteps(steps, said, clock).open.map(({ step }) => step) };
}

/** Whose queue it is: as the rep chose, else as the sign-in says exactly; null when nobody has said. */
async function whose(
  database: FairleadDatabase,
  tenant: string,
  items: readonly QueueItem[],
): Promise<QueueAnswer['me']> {
  const chosen = await readMe(tenant);
  if (chosen !== null) return { who: chosen, from: 'rep' };
  const user = (await connectionStates(database)).get(tenant)?.user ?? null;
  const who = ownerOfSignIn(user, queueView(items, null).owners);
  return who && { who, from: 'signIn' };
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
    rows.map(async ({ id, name }, at) => {
      if (id !== null) return byId[at] ?? null;
      return name === null ? null : itemNamed(database, tenant, name);
    }),
  );
  return found.map((item): OnScreen => {
    if (item === null) return null;
    const { dealId, name, gaps, steps, standing } = item;
    const useful = steps.filter(({ effect }) => effect < 0).length;
    const due = isDue(item) ? gaps.map(({ label }) => label) : [];
    return { dealId, name, gaps: due, steps: useful, checked: standing === 'checked' };
  });
}
