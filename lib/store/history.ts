import type { Assessment } from '@/lib/domain/assessment';
import { snapshotHash } from '@/lib/domain/canonical';
import { changesBetween } from '@/lib/domain/changes';
import type { Deal } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import Dexie from 'dexie';
import { changesOf } from './changes';
import type { FairleadDatabase } from './database';
import { knownBeside, lastKnown } from './known';

/** A deal keeps this many snapshots; the oldest go first, their changes stay. */
const SNAPSHOTS_PER_DEAL = 200;

/**
 * Keeps a reading of a deal: a snapshot if it differs from the one before, with the changes between the two.
 * Returns the deal's history as the next assessment needs it.
 */
export function recordReading(
  database: FairleadDatabase,
  tenant: string,
  deal: Deal,
  assessment: Assessment,
): Promise<History> {
  const { deals, snapshots, changes, crmHistories, assessments } = database;
  return database.transaction('rw', [deals, snapshots, changes, crmHistories, assessments], async () => {
    const hash = snapshotHash(deal);
    const before = await deals.get([tenant, deal.id]);
    if (before && before.deal.readAt > deal.readAt) return historyOf(database, tenant, deal.id); // a late report
    if (before?.hash !== hash) {
      await snapshots.add({ tenant, dealId: deal.id, at: deal.readAt, hash, deal });
      if (before) {
        const found = changesBetween({ ...before.deal, fields: lastKnown(before) }, deal).filter(
          // The CRM's own history tells of this move, and when it truly was.
          ({ field, to }) => !(before.crmHistory?.includes(field) && to.state !== 'unknown' && to.source === 'api'),
        );
        await changes.bulkAdd(found.map((change) => ({ ...change, tenant, dealId: deal.id })));
      }
      await trimSnapshots(database, tenant, deal.id);
    }
    await deals.put({
      ...before,
      tenant,
      id: deal.id,
      deal,
      known: knownBeside(deal, before),
      hash,
      firstSeenAt: before?.firstSeenAt ?? deal.readAt,
      lastSeenAt: deal.readAt,
    });
    await assessments.put({ tenant, dealId: deal.id, assessment });
    return historyOf(database, tenant, deal.id);
  });
}

/** What was seen of a deal before now: its changes in order, and since when it is watched. */
export async function historyOf(database: FairleadDatabase, tenant: string, dealId: string): Promise<History> {
  const row = await database.deals.get([tenant, dealId]);
  return { changes: await changesOf(database, tenant, dealId), watchedSince: row?.firstSeenAt ?? null };
}

async function trimSnapshots(database: FairleadDatabase, tenant: string, dealId: string): Promise<void> {
  const keys = await database.snapshots
    .where('[tenant+dealId+at]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey])
    .primaryKeys();
  await database.snapshots.bulkDelete(keys.slice(0, Math.max(0, keys.length - SNAPSHOTS_PER_DEAL)));
}
