import { snapshotHash } from '@/lib/domain/canonical';
import { changesBetween } from '@/lib/domain/changes';
import type { Change, Deal } from '@/lib/domain/deal';
import { fieldOf } from '@/lib/domain/deal';
import { readMoment } from '@/lib/domain/calendar';
import type { FieldKey } from '@/lib/domain/fields';
import Dexie from 'dexie';
import type { ChangeRow, DealRow, FairleadDatabase } from './database';
import { putRows } from './put-rows';
import { knownBeside, lastKnown, readFields } from './known';

/** A deal as a pull brings it: without related lists, with the history that the CRM keeps. */
export type PulledDeal = {
  deal: Deal;
  changes: readonly Change[] | null;
  historyOf: readonly FieldKey[];
  outcome: 'open' | 'won' | 'lost' | null;
};

/** Stores a page of pulled deals in one go: the deal, a snapshot where it differs, and its history. */
export async function storePulled(
  database: FairleadDatabase,
  tenant: string,
  page: readonly PulledDeal[],
): Promise<void> {
  let pulled = page;
  const { deals, snapshots, changes, crmHistories } = database;
  await database.transaction('rw', [deals, snapshots, changes, crmHistories], async () => {
    const before = await keptBefore(database, tenant, pulled);
    const rows = pulled.map((each, index) => rowOf(tenant, each, before[index]));
    const moved = rows.filter((row, index) => before[index]?.hash !== row.hash);
    putRows('deals', rows);
    putRows(
      'snapshots',
      moved.map((row) => ({ tenant, dealId: row.id, at: row.deal.readAt, hash: row.hash, deal: row.deal })),
    );
    await putHistories(database, tenant, pulled);
    await changes.bulkAdd(pulled.flatMap((each, index) => seenSince(tenant, each, before[index])));
  });
  // The browser keeps a transaction's listeners, and by them the function above, until its next large collection.
  pulled = [];
}

/** Puts the CRM's own history of a deal in place of what was seen of the same fields. */
export function storeCrmHistory(database: FairleadDatabase, tenant: string, pulled: PulledDeal): Promise<void> {
  if (pulled.changes === null) return Promise.resolve();
  return database.transaction('rw', [database.deals, database.changes, database.crmHistories], async () => {
    const key: [string, string] = [tenant, pulled.deal.id];
    const row = await database.deals.get(key);
    // What was seen is compared where a reading is stored, not here.
    await putHistories(database, tenant, [pulled]);
    if (row)
      await database.deals.update(key, {
        firstSeenAt: firstSeen(pulled, row),
        outcome: pulled.outcome,
        crmHistory: pulled.historyOf,
      });
  });
}

/** The rows of these deals, as they are kept; in a first pull there are none of ten thousand, which one question for all tells. */
async function keptBefore(
  database: FairleadDatabase,
  tenant: string,
  pulled: readonly PulledDeal[],
): Promise<readonly (DealRow | undefined)[]> {
  const [from, to] = ends(pulled);
  const among = database.deals.where('[tenant+id]').between([tenant, from], [tenant, to], true, true);
  if ((await among.limit(1).count()) === 0) return [];
  return database.deals.bulkGet(pulled.map(({ deal }) => [tenant, deal.id]));
}

/** What differs from the reading before, but for what the CRM's own history tells of. */
function seenSince(
  tenant: string,
  { deal, changes, historyOf }: PulledDeal,
  before: DealRow | undefined,
): readonly ChangeRow[] {
  if (!before) return [];
  return changesBetween({ ...before.deal, fields: lastKnown(before) }, deal)
    .filter(({ field }) => changes === null || !historyOf.includes(field))
    .map((change) => ({ ...change, tenant, dealId: deal.id }));
}

/** The histories that were read, in place of those before and of what was seen of the same fields. */
async function putHistories(database: FairleadDatabase, tenant: string, pulled: readonly PulledDeal[]): Promise<void> {
  const told = pulled.flatMap(({ deal: { id, readAt }, changes }) =>
    changes === null ? [] : [{ tenant, dealId: id, readAt, changes }],
  );
  if (told.length === 0) return;
  putRows('crmHistories', told);
  const [from, to] = ends(pulled);
  const seen = await database.changes
    .where('[tenant+dealId+seenAt]')
    .between([tenant, from, Dexie.minKey], [tenant, to, Dexie.maxKey])
    .limit(1)
    .count();
  if (seen > 0) await Promise.all(pulled.map((each) => dropSeen(database, tenant, each)));
}

async function dropSeen(
  database: FairleadDatabase,
  tenant: string,
  { deal, changes, historyOf }: PulledDeal,
): Promise<void> {
  if (changes === null || historyOf.length === 0) return;
  // One request for most deals, which have none: a cursor with a filter asks three times.
  const stored = await database.changes
    .where('[tenant+dealId+seenAt]')
    .between([tenant, deal.id, Dexie.minKey], [tenant, deal.id, Dexie.maxKey])
    .toArray();
  const keys = stored.filter(({ field }) => historyOf.includes(field)).flatMap(({ key }) => key ?? []);
  if (keys.length > 0) await database.changes.bulkDelete(keys);
}

/** The first id and the last, as the database sorts its keys. */
function ends(pulled: readonly PulledDeal[]): readonly [string, string] {
  const ids = pulled.map(({ deal }) => deal.id).toSorted((a, b) => (a < b ? -1 : 1));
  return [ids[0] ?? '', ids.at(-1) ?? ''];
}

function rowOf(tenant: string, pulled: PulledDeal, before: DealRow | undefined): DealRow {
  // What a page or a full reading told beyond the pull stays: lists, a pack's own fields.
  const deal: Deal = {
    ...pulled.deal,
    fields: { ...before?.deal.fields, ...readFields(pulled.deal) },
    lists: { ...before?.deal.lists, ...pulled.deal.lists },
  };
  const row = {
    tenant,
    id: deal.id,
    deal,
    known: knownBeside(deal, before),
    hash: snapshotHash(deal),
    // Deals that nobody opened do not push out those that are kept at hand for a first paint.
    lastSeenAt: before?.lastSeenAt ?? 0,
    outcome: pulled.outcome,
    ...(pulled.changes === null
      ? before?.crmHistory
        ? { crmHistory: before.crmHistory }
        : {}
      : { crmHistory: pulled.historyOf }),
  };
  return { ...row, firstSeenAt: firstSeen(pulled, before) };
}

function firstSeen(pulled: PulledDeal, before: DealRow | undefined): number {
  const seen = before?.firstSeenAt ?? pulled.deal.readAt;
  const created = fieldOf(pulled.deal, 'createdAt');
  const moment = created.state === 'value' && typeof created.value === 'string' ? readMoment(created.value) : null;
  const whole =
    pulled.changes !== null && pulled.historyOf.includes('stage.label') && pulled.historyOf.includes('closeDate');
  return whole && moment ? Math.min(seen, moment.order) : seen;
}
