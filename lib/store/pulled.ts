import { snapshotHash } from '@/lib/domain/canonical';
import { changesBetween } from '@/lib/domain/changes';
import type { Change, Deal } from '@/lib/domain/deal';
import { fieldOf } from '@/lib/domain/deal';
import { readMoment } from '@/lib/domain/calendar';
import type { FieldKey } from '@/lib/domain/fields';
import Dexie from 'dexie';
import type { DealRow, FairleadDatabase } from './database';

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
    await Promise.all(pulled.map((each, index) => storeHistory(database, tenant, each, before[index])));
  });
}

/** Puts the CRM's own history of a deal in place of what was seen of the same fields. */
export function storeCrmHistory(database: FairleadDatabase, tenant: string, pulled: PulledDeal): Promise<void> {
  if (pulled.changes === null) return Promise.resolve();
  return database.transaction('rw', [database.deals, database.changes], async () => {
    await storeHistory(database, tenant, pulled, undefined);
    const key: [string, string] = [tenant, pulled.deal.id];
    const row = await database.deals.get(key);
    if (row)
      await database.deals.update(key, {
        firstSeenAt: firstSeen(pulled, row),
        outcome: pulled.outcome,
        crmHistory: pulled.historyOf,
      });
  });
}

async function storeHistory(
  database: FairleadDatabase,
  tenant: string,
  { deal, changes, historyOf }: PulledDeal,
  before: DealRow | undefined,
): Promise<void> {
  const covered = changes === null ? [] : historyOf;
  const seen = before
    ? changesBetween({ ...before.deal, fields: before.known }, deal).filter(({ field }) => !covered.includes(field))
    : [];
  if (covered.length > 0) await dropChanges(database, tenant, deal.id, new Set(covered));
  const all = [...(changes ?? []), ...seen];
  if (all.length > 0) await database.changes.bulkAdd(all.map((change) => ({ ...change, tenant, dealId: deal.id })));
}

async function dropChanges(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  fields: ReadonlySet<FieldKey>,
): Promise<void> {
  await database.changes
    .where('[tenant+dealId+seenAt]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey])
    .filter((change) => fields.has(change.field))
    .delete();
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
