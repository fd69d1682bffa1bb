import { asLearned } from '@/lib/assess/learned';
import { reviewLines, type ReviewLine, type WonStays } from '@/lib/assess/review/lines';
import { lastCall, trackRecord, type Closed, type TrackRecord } from '@/lib/assess/review/track-record';
import { readOf } from '@/lib/assess/queue/queue-view';
import { readLearned } from '@/lib/cache/learned-cache';
import { readPackStatus } from '@/lib/cache/pack-cache';
import { packInUse } from '@/lib/cache/pack-in-use';
import { readQueueState, type QueueProgress } from '@/lib/cache/queue-cache';
import type { Clock } from '@/lib/domain/clock';
import { dealName } from '@/lib/domain/deal';
import { latest, seenNow, type Decision, type Review } from '@/lib/domain/review';
import { peopleOf } from '@/lib/domain/visits';
import { findStage } from '@/lib/rules/find-stage';
import { plainLabel } from '@/lib/rules/plain-label';
import type { RunnablePack } from '@/lib/rules/types';
import type { DealRow, FairleadDatabase } from '@/lib/store/database';
import { lastKnown } from '@/lib/store/known';
import { countDeals, itemsOf, listedItems } from '@/lib/store/queue';
import { openCommitments, putReview, reviewsByDeal, reviewsOf } from '@/lib/store/reviews';
import type { Judging } from './assess-deals';
import { reviewDeal, type ReviewDeal } from './review-deal';
import { pause } from './runs';

/** A manager's open deals, and where they come from. */
export type ReviewAnswer = {
  tenant: string;
  /** The reviewer's day. */
  today: string;
  lines: readonly ReviewLine[];
  packTitle: string | null;
  /** Deals that are kept, closed ones too. */
  kept: number;
  read: ReturnType<typeof readOf>;
  progress: QueueProgress | null;
};

/** The reviews of each tenant, in the background. */
export type Reviews = {
  list: (tenant: string) => Promise<ReviewAnswer>;
  /** Null where nothing is kept of the deal, or there are no rules. */
  deal: (tenant: string, dealId: string) => Promise<ReviewDeal | null>;
  save: (tenant: string, dealId: string, decision: Decision) => Promise<Review>;
  record: (tenant: string) => Promise<TrackRecord>;
};

type Setting = {
  database: () => FairleadDatabase;
  clock: () => Clock;
  judging: (tenant: string) => Promise<Judging | null>;
};

export function makeReviews({ database, clock, judging }: Setting): Reviews {
  return {
    list: async (tenant) => {
      const items = await listedItems(database(), tenant, pause);
      const reviews = await reviewsByDeal(database(), tenant);
      const promises = await openCommitments(database(), tenant);
      const last = new Map([...reviews].flatMap(([id, [first]]) => (first ? [[id, first] as const] : [])));
      const { today } = clock();
      return {
        tenant,
        today,
        lines: reviewLines(items, last, promises, { today, ...(await wonOnes(tenant, items)) }),
        packTitle: (await readPackStatus())?.title ?? null,
        kept: await countDeals(database(), tenant),
        read: readOf(items.filter(({ standing }) => standing !== 'closed')),
        progress: (await readQueueState(tenant)).progress,
      };
    },
    deal: async (tenant, dealId) => {
      const how = await judging(tenant);
      return how && reviewDeal(database(), how, dealId);
    },
    save: async (tenant, dealId, decision) => {
      const row = await database().deals.get([tenant, dealId]);
      if (!row) throw new Error('nothing is kept of this deal');
      const { now, today } = clock();
      const review = await reviewOf(database(), tenant, row, { ...decision, at: now, day: today });
      await putReview(database(), tenant, review);
      return review;
    },
    record: async (tenant) => {
      const pack = (await judging(tenant))?.pack ?? null;
      return trackRecord(await closedOf(database(), tenant, pack));
    },
  };
}

/** The place of nine in ten among `LifeTable.wonAges`. */
const NINE_IN_TEN = 4;

/** So many won deals tell how long they stay in a stage. */
const ENOUGH = 20;

/** Days that nine of ten won deals took at most, and stayed in each stage; null and none until enough were learned from. */
async function wonOnes(
  tenant: string,
  items: readonly { stage: string | null }[],
): Promise<{ wonAge: number | null; wonStays: WonStays }> {
  const table = asLearned(await readLearned(tenant))?.model?.lifeTable;
  const stages = table?.wonStays === undefined ? [] : ((await packInUse())?.stages ?? []);
  const stays = new Map<string, number>();
  for (const label of new Set(items.map(({ stage }) => stage))) {
    if (label === null) continue;
    // The model knows stages as the rules name them.
    const id = stages.find(({ match }) => match.includes(plainLabel(label)))?.id ?? label;
    const stay = table?.wonStays?.[id];
    if (stay !== undefined && stay.n >= ENOUGH) stays.set(label, stay.p90);
  }
  return { wonAge: table?.wonAges?.[NINE_IN_TEN] ?? null, wonStays: stays };
}

/** What is kept with a decision: what the deal held, what its rep called it and what the score said at that moment. */
async function reviewOf(
  database: FairleadDatabase,
  tenant: string,
  row: DealRow,
  decision: Decision & Pick<Review, 'at' | 'day'>,
): Promise<Review> {
  const { id, deal } = row;
  const [item = null] = await itemsOf(database, tenant, [id]);
  const earlier = latest(await reviewsOf(database, tenant, id));
  const known = lastKnown(row);
  const category = known.forecastCategory;
  return {
    ...decision,
    dealId: id,
    dealName: item?.name ?? dealName(deal),
    category: category?.state === 'value' && typeof category.value === 'string' ? category.value : null,
    score: item?.risk ?? null,
    pushes: item?.look?.pushes ?? null,
    silentDays: item?.look?.silentDays ?? null,
    seen: seenNow({ ...deal, fields: known }, peopleOf(deal) ?? earlier?.seen.contacts ?? null),
  };
}

/** Reviewed deals that have ended, each with the call that stood then. */
async function closedOf(database: FairleadDatabase, tenant: string, pack: RunnablePack | null): Promise<Closed[]> {
  const reviews = await reviewsByDeal(database, tenant);
  const ids = [...reviews.keys()];
  const rows = await database.deals.bulkGet(ids.map((id): [string, string] => [tenant, id]));
  return rows.flatMap((row): Closed[] => {
    const call = row && lastCall(reviews.get(row.id) ?? []);
    const won = row ? wonOf(row, pack) : null;
    return row && call && won !== null ? [{ dealId: row.id, ...call, won }] : [];
  });
}

/** As the CRM says; where it was not asked, as the deal's stage does. Null: it is open, or that cannot be told. */
function wonOf({ outcome, deal }: DealRow, pack: RunnablePack | null): boolean | null {
  if (outcome === 'won' || outcome === 'lost') return outcome === 'won';
  if (outcome === 'open' || pack === null) return null;
  const { stage, index } = findStage(pack, deal);
  const closed = stage.state === 'unreadable' ? null : (pack.stages[index]?.closed ?? null);
  return closed === null ? null : closed === 'won';
}
