import Dexie from 'dexie';
import type { DealRecord } from '@/lib/assess/past/record';
import type { Deal } from '@/lib/domain/deal';
import { changesByDeal } from '@/lib/store/changes';
import type { FairleadDatabase } from '@/lib/store/database';

/** The deals seen last of a tenant that are learned from. */
const MOST_DEALS = 10_000;
/** Deals read at once: many small reads are slow, one large one holds everything up. */
const CHUNK = 200;

/** Every kept reading and change of a tenant's deals, by deal; `between` runs between two reads and may stop by throwing. */
export async function dealRecords(
  database: FairleadDatabase,
  tenant: string,
  between: (done: number, total: number) => Promise<void>,
): Promise<DealRecord[]> {
  const rows = await database.deals.where('tenant').equals(tenant).sortBy('lastSeenAt');
  const ids = rows
    .slice(-MOST_DEALS)
    .map((row) => row.id)
    .toSorted();
  const records: DealRecord[] = [];
  for (let start = 0; start < ids.length; start += CHUNK) {
    // One chunk after the other: in parallel they would hold the whole database in memory twice.
    records.push(...(await recordsOf(database, tenant, ids.slice(start, start + CHUNK))));
    await between(records.length, ids.length);
  }
  return records;
}

/** What is kept of these deals, whose ids are in order. */
export async function recordsOf(
  database: FairleadDatabase,
  tenant: string,
  ids: readonly string[],
): Promise<DealRecord[]> {
  const [from, to] = [ids[0] ?? '', ids.at(-1) ?? ''];
  const [lower, upper] = [
    [tenant, from, Dexie.minKey],
    [tenant, to, Dexie.maxKey],
  ];
  const [snapshots, changes] = await Promise.all([
    database.snapshots.where('[tenant+dealId+at]').between(lower, upper).toArray(),
    changesByDeal(database, tenant, ids),
  ]);
  const byDeal = new Map(ids.map((id): [string, Deal[]] => [id, []]));
  for (const { dealId, deal } of snapshots) byDeal.get(dealId)?.push(deal);
  return [...byDeal].map(([dealId, readings]) => ({
    dealId,
    snapshots: readings,
    changes: changes.get(dealId) ?? [],
  }));
}
