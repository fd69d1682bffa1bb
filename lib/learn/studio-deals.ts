import Dexie from 'dexie';
import { dealName, fieldOf, type Deal } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import { findStage } from '@/lib/rules/find-stage';
import type { RunnablePack } from '@/lib/rules/types';
import type { DealRow, FairleadDatabase } from '@/lib/store/database';
import { historyOf } from '@/lib/store/history';
import { dealIds } from '@/lib/store/queue';
import { sentDeals, type RecordedDeal } from '@/lib/assess/past/recorded-deal';
import { recordsOf } from './records';

export type Outcome = 'open' | 'won' | 'lost';

/** A deal for the choice of one. */
export type ListedDeal = { dealId: string; name: string; stage: string | null; outcome: Outcome };

const MOST_LISTED = 60;
/** Deals that one answer carries: few enough for a message, and for the worker to answer others in between. */
const CHUNK = 200;

/** Deals of a tenant whose name or id holds a text, those seen last first; of one outcome, or of all. */
export async function dealsToTry(
  database: FairleadDatabase,
  { tenant, text, outcome }: { tenant: string; text: string; outcome: Outcome | null },
  pack: RunnablePack | null,
): Promise<ListedDeal[]> {
  const wanted = text.trim().toLowerCase();
  const rows = await database.deals.where('tenant').equals(tenant).sortBy('lastSeenAt');
  const found: ListedDeal[] = [];
  for (const row of rows.toReversed()) {
    const listed = listedDeal(row, pack);
    if (outcome !== null && listed.outcome !== outcome) continue;
    if (!`${listed.name}\n${listed.dealId}`.toLowerCase().includes(wanted)) continue;
    if (found.push(listed) >= MOST_LISTED) break;
  }
  return found;
}

function listedDeal({ id, deal, outcome }: DealRow, pack: RunnablePack | null): ListedDeal {
  const label = fieldOf(deal, 'stage.label');
  const stage = label.state === 'value' && typeof label.value === 'string' ? label.value : null;
  return { dealId: id, name: dealName(deal), stage, outcome: outcome ?? byStage(deal, pack) };
}

/** Where the CRM was not asked how a deal ended, the stage says it. */
function byStage(deal: Deal, pack: RunnablePack | null): Outcome {
  const place = pack && findStage(pack, deal);
  return (place && pack.stages[place.index]?.closed) ?? 'open';
}

/** One deal as it stands, with its history; null when it is not kept. */
export async function dealToTry(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
): Promise<{ deal: Deal; history: History } | null> {
  const row = await database.deals.get([tenant, dealId]);
  return row === undefined ? null : { deal: row.deal, history: await historyOf(database, tenant, dealId) };
}

/** Deals of a tenant in the order of their ids, behind one of them, as `sentDeals` writes them; `next` is what to ask for after these, null at the end. */
export async function recordedDeals(
  database: FairleadDatabase,
  tenant: string,
  after: string | null,
): Promise<{ deals: string; next: string | null; total: number }> {
  const rows = await database.deals
    .where('[tenant+id]')
    .between([tenant, after ?? Dexie.minKey], [tenant, Dexie.maxKey], after === null, true)
    .limit(CHUNK)
    .toArray();
  const total = after === null ? (await dealIds(database, tenant)).length : 0;
  if (rows.length === 0) return { deals: sentDeals([]), next: null, total };
  const ids = rows.map(({ id }) => id);
  const [records, writes] = await Promise.all([recordsOf(database, tenant, ids), writesOf(database, tenant, ids)]);
  const byId = new Map(records.map((record) => [record.dealId, record]));
  const deals = rows.map(({ id, deal, outcome, firstSeenAt }): RecordedDeal => {
    const record = byId.get(id) ?? { dealId: id, snapshots: [], changes: [] };
    return {
      deal,
      history: { changes: record.changes, watchedSince: firstSeenAt },
      record,
      open: outcome !== 'won' && outcome !== 'lost',
      writes: writes.get(id) ?? [],
    };
  });
  return { deals: sentDeals(deals), next: rows.length < CHUNK ? null : (ids.at(-1) ?? null), total };
}

/** What of these deals was written, by deal; what was taken back was not meant so. */
async function writesOf(
  database: FairleadDatabase,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, { at: number; edits: RecordedDeal['writes'][number]['edits'] }[]>> {
  const keys = ids.map((id): [string, string] => [tenant, id]);
  const entries = await database.writes.where('[tenant+dealId]').anyOf(keys).toArray();
  const byDeal = new Map<string, { at: number; edits: RecordedDeal['writes'][number]['edits'] }[]>();
  for (const { dealId, madeAt, state, undoes, edits } of entries) {
    if (state !== 'done' || undoes !== null || edits.length === 0) continue;
    const list = byDeal.get(dealId) ?? [];
    list.push({ at: madeAt, edits: edits.map(({ field, to }) => ({ field, to })) });
    byDeal.set(dealId, list);
  }
  return byDeal;
}
