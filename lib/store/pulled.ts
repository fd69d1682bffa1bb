import { snapshotHash } from '@/lib/domain/canonical';
import { changesBetween } from '@/lib/domain/changes';
import type { Change, Deal } from '@/lib/domain/deal';
import { fieldOf } from '@/lib/domain/deal';
import { readMoment } from '@/lib/domain/calendar';
import type { FieldKey } from '@/lib/domain/fields';
import Dexie from 'dexie';
import type { ChangeRow, DealRow, FairleadDatabase } from './database';

/** A deal as a pull brings it: without related lists, with the history that the CRM keeps. */
export type PulledDeal = {
  deal: Deal;
  changes: readonly Change[] | null;
  historyOf: readonly FieldKey[];
  outcome: 'open' | 'won' | 'lost' | null;
};

/** Stores a page of pulled deals in one go: the deal, a snapshot where it differs, and its history. */
export function storePulled(database: FairleadDatabase, tenant: string, pulled: readonly PulledDeal[]): Promise<void> {
  const { deals, snapshots, changes } = database;
  return database.transaction('rw', [deals, snapshots, changes], async () => {
    const before = await deals.bulkGet(pulled.map(({ deal }) => [tenant, deal.id]));
    const rows = pulled.map((each, index) => rowOf(tenant, each, before[index]));
    const moved = rows.filter((row, index) => before[index]?.hash !== row.hash);
    await deals.bulkPut(rows);
    await snapshots.bulkAdd(
      moved.map((row) => ({ tenant, dealId: row.id, at: row.deal.readAt, hash: row.hash, deal: row.deal })),
    );
    const drop = await anyChanges(database, tenant, rows);
    const history = await Promise.all(
      pulled.map((each, index) => historyToStore(database, tenant, each, before[index], drop)),
    );
    await changes.bulkAdd(history.flat());
  });
}

/** Puts the CRM's own history of a deal in place of what was seen of the same fields. */
export function storeCrmHistory(database: FairleadDatabase, tenant: string, pulled: PulledDeal): Promise<void> {
  if (pulled.changes === null) return Promise.resolve();
  return database.transaction('rw', [database.deals, database.changes], async () => {
    const key: [string, string] = [tenant, pulled.deal.id];
    const row = await database.deals.get(key);
    // What was seen is compared where a reading is stored, not here.
    await database.changes.bulkAdd(await historyToStore(database, tenant, pulled, undefined, true));
    if (row)
      await database.deals.update(key, {
        firstSeenAt: firstSeen(pulled, row),
        outcome: pulled.outcome,
        crmHistory: pulled.historyOf,
      });
  });
}

/** The changes to keep, after those were dropped that the CRM's own take the place of. */
async function historyToStore(
  database: FairleadDatabase,
  tenant: string,
  { deal, changes, historyOf }: PulledDeal,
  before: DealRow | undefined,
  drop: boolean,
): Promise<ChangeRow[]> {
  const covered = changes === null ? [] : historyOf;
  const seen = before
    ? changesBetween({ ...before.deal, fields: before.known }, deal).filter(({ field }) => !covered.includes(field))
    : [];
  if (drop && covered.length > 0) await dropChanges(database, tenant, deal.id, new Set(covered));
  return [...(changes ?? []), ...seen].map((change) => ({ ...change, tenant, dealId: deal.id }));
}

/** Whether there may be changes of these deals: asked once for all, as in a first pull there are none of ten thousand. */
async function anyChanges(database: FairleadDatabase, tenant: string, rows: readonly DealRow[]): Promise<boolean> {
  const ids = rows.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1)); // as the database sorts its keys
  if (ids.length === 0) return false;
  const among = database.changes
    .where('[tenant+dealId+seenAt]')
    .between([tenant, ids[0], Dexie.minKey], [tenant, ids.at(-1), Dexie.maxKey]);
  return (await among.limit(1).count()) > 0;
}

async function dropChanges(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  fields: ReadonlySet<FieldKey>,
): Promise<void> {
  // One request for most deals, which have none: a cursor with a filter asks three times.
  const stored = await database.changes
    .where('[tenant+dealId+seenAt]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey])
    .toArray();
  const keys = stored.filter((change) => fields.has(change.field)).flatMap(({ key }) => key ?? []);
  if (keys.length > 0) await database.changes.bulkDelete(keys);
}

function rowOf(tenant: string, pulled: PulledDeal, before: DealRow | undefined): DealRow {
  const known = knownFields(pulled.deal);
  // What a page or a full reading told beyond the pull stays: lists, a pack's own fields.
  const deal: Deal = {
    ...pulled.deal,
    fields: { ...before?.deal.fields, ...known },
    lists: { ...before?.deal.lists, ...pulled.deal.lists },
  };
  const row = {
    tenant,
    id: deal.id,
    deal,
    known: { ...before?.known, ...known },
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

function knownFields(deal: Deal): Deal['fields'] {
  return Object.fromEntries(Object.entries(deal.fields).filter(([, field]) => field?.state !== 'unknown'));
}
