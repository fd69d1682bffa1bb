import type { Table } from 'dexie';
import type { FairleadDatabase } from './database';
import { dropOldImports } from './imports';

/** What a run took away, by table. */
export type Retired = { deals: { tenant: string; id: string }[]; rows: Readonly<Record<string, number>> };

const DAY_MS = 86_400_000;
const CHUNK = 500;

/**
 * Deletes what is older than a number of days: deals that were not read since, with all that is kept of them, and of the others
 * the history before that day. A deal that is still read keeps its latest snapshot, which says how it is now; and what its CRM
 * keeps a history of itself, which is read anew each time. From then on a deal counts as watched since that day, so that
 * "it did not change" is never said of a time of which nothing is kept. Writes that wait are not touched.
 */
export async function retire(database: FairleadDatabase, days: number, now: number): Promise<Retired> {
  const before = now - days * DAY_MS;
  const deals = await unreadDeals(database, before);
  const rows: Record<string, number> = {};
  const count = (table: string, gone: number): void => void (rows[table] = (rows[table] ?? 0) + gone);
  for (let at = 0; at < deals.length; at += CHUNK) {
    const some = deals.slice(at, at + CHUNK);
    for (const [table, gone] of await dropDeals(database, some)) count(table, gone);
  }
  count('snapshots', await dropOld(database, database.snapshots, 'at', before, true));
  count('assessmentLog', await dropOld(database, database.assessmentLog, 'at', before));
  // Moves that the CRM itself tells of are as old as it says, and come back with every reading: they go with their deal.
  count('changes', await dropOld(database, database.changes, 'seenAt', before));
  count('histories', await dropUnusedHistories(database));
  count('disputes', await database.disputes.filter(({ at }) => at < before).delete());
  count('imports', await dropOldImports(database, before));
  count('alerts', await database.alerts.filter(({ raisedAt }) => raisedAt < before).delete());
  count('reviews', await database.reviews.filter(({ at }) => at < before).delete());
  count('commitments', await database.commitments.filter(({ doneAt }) => doneAt !== null && doneAt < before).delete());
  count('writes', await database.writes.filter(({ endedAt }) => endedAt !== null && endedAt < before).delete());
  await database.deals
    .filter(
      ({ firstSeenAt, crmHistory = [] }) => firstSeenAt < before && !WHOLE.every((key) => crmHistory.includes(key)),
    )
    .modify({ firstSeenAt: before });
  return { deals, rows: Object.fromEntries(Object.entries(rows).filter(([, gone]) => gone > 0)) };
}

/** Where the CRM tells of these moves itself, nothing of a deal's past is lost. */
const WHOLE = ['stage.label', 'closeDate'] as const;

/** Tables whose rows name a tenant and a deal; a test holds this list against the schema. */
export const OF_DEALS = [
  'snapshots',
  'changes',
  'crmHistories',
  'assessments',
  'assessmentLog',
  'histories',
  'disputes',
  'writes',
  'stepStates',
  'queue',
  'alerts',
  'reviews',
  'commitments',
];

async function unreadDeals(database: FairleadDatabase, before: number): Promise<Retired['deals']> {
  // A pulled deal that nobody opened has no `lastSeenAt`; when it was read is in the reading.
  const deals: Retired['deals'] = [];
  await database.deals
    .where('lastSeenAt')
    .below(before)
    .each(({ tenant, id, deal }) => void (deal.readAt < before && deals.push({ tenant, id })));
  return deals;
}

async function dropDeals(database: FairleadDatabase, deals: Retired['deals']): Promise<[string, number][]> {
  const gone = new Set(deals.map(({ tenant, id }) => `${tenant} ${id}`));
  const tenants = [...new Set(deals.map(({ tenant }) => tenant))];
  return database.transaction('rw', database.tables, async () => {
    await database.deals.bulkDelete(deals.map(({ tenant, id }): [string, string] => [tenant, id]));
    // They are in these tables as well, which are made anew when somebody looks.
    await database.insightTables.where('tenant').anyOf(tenants).delete();
    // A pull of what changed would not bring them back: the next one reads everything.
    await database.pulls
      .where('tenant')
      .anyOf(tenants)
      .filter(({ status }) => status === 'done')
      .delete();
    const dropped = await Promise.all(
      OF_DEALS.map(async (name): Promise<[string, number]> => {
        const rows = database.table<{ tenant: string; dealId: string; state?: string }>(name);
        const isGone = rows
          .where('tenant')
          .anyOf(tenants)
          .filter(
            ({ tenant, dealId, state }) =>
              gone.has(`${tenant} ${dealId}`) && state !== 'waiting' && state !== 'sending',
          );
        return [name, await isGone.delete()];
      }),
    );
    return [['deals', deals.length], ...dropped];
  });
}

/** Goes through an index of [tenant, deal, time] without reading the rows. */
async function dropOld(
  database: FairleadDatabase,
  table: Table,
  time: string,
  before: number,
  keepLatest = false,
): Promise<number> {
  return database.transaction('rw', table, async () => {
    const index = table.orderBy(`[tenant+dealId+${time}]`);
    const keys = (await index.keys()) as unknown as [string, string, number][];
    const primary = await index.primaryKeys();
    const old = primary.filter((_key, at) => {
      const [tenant, deal, when] = keys[at] ?? ['', '', Infinity];
      const next = keys[at + 1];
      const isLatest = next?.[0] !== tenant || next[1] !== deal;
      return when < before && !(keepLatest && isLatest);
    });
    await table.bulkDelete(old);
    return old.length;
  });
}

/** Histories go with the last entry of the log that rests on them. */
async function dropUnusedHistories(database: FairleadDatabase): Promise<number> {
  const { assessmentLog, histories } = database;
  return database.transaction('rw', [assessmentLog, histories], async () => {
    const used = new Set<string>();
    await assessmentLog.each(({ tenant, dealId, history }) => used.add(`${tenant} ${dealId} ${history}`));
    return histories.filter((row) => !used.has(`${row.tenant} ${row.dealId} ${row.hash}`)).delete();
  });
}
