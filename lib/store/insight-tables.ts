import Dexie from 'dexie';
import type { FairleadDatabase } from './database';

/** A part of the tables as JSON text; the first one holds what is known of all of them, too. */
export type InsightTableRow = { tenant: string; part: number; text: string; about: TablesAbout | null };

/** What tables were made of: `stamp` differs as soon as something else is kept of the CRM. */
export type TablesAbout = {
  stamp: string;
  parts: number;
  withoutOutcome: number;
  /** When the readings were made, and how many came over the API; null of no deal. */
  fresh: { oldest: number; latest: number; overApi: number; deals: number } | null;
};

/** Changes with whatever is stored of a tenant's deals: their number, that of their moves, the last history, pull and visit. */
export async function stampOf(database: FairleadDatabase, tenant: string, packHash: string): Promise<string> {
  const [deals, changes, told, pull, last] = await Promise.all([
    database.deals.where('tenant').equals(tenant).count(),
    database.changes.where('tenant').equals(tenant).count(),
    database.crmHistories.where('[tenant+readAt]').between([tenant, Dexie.minKey], [tenant, Dexie.maxKey]).last(),
    database.pulls.get(tenant),
    database.deals.orderBy('lastSeenAt').last(),
  ]);
  return [deals, changes, told?.readAt ?? 0, pull?.updatedAt ?? 0, last?.lastSeenAt ?? 0, packHash].join(' ');
}

/** What is there of a tenant's tables; null where they were never made, or not to their end. */
export async function tablesAbout(database: FairleadDatabase, tenant: string): Promise<TablesAbout | null> {
  return (await database.insightTables.get([tenant, 0]))?.about ?? null;
}

/** A part's text; null where there is none. */
export async function tablesPart(database: FairleadDatabase, tenant: string, part: number): Promise<string | null> {
  return (await database.insightTables.get([tenant, part]))?.text ?? null;
}

/** Keeps a part. The first one comes last, with what makes them count; whatever goes on beyond the last part goes with it. */
export async function putTablesPart(database: FairleadDatabase, row: InsightTableRow): Promise<void> {
  await database.transaction('rw', database.insightTables, async () => {
    // While parts are being replaced, none of them counts.
    if (row.about === null) await database.insightTables.delete([row.tenant, 0]);
    else
      await database.insightTables
        .where('[tenant+part]')
        .between([row.tenant, row.about.parts], [row.tenant, Dexie.maxKey])
        .delete();
    await database.insightTables.put(row);
  });
}
