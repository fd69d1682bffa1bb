import Dexie, { type Table } from 'dexie';
import type { FairleadDatabase } from './database';

/** Deletes every row of a tenant in every table that has tenants; one transaction, so that none stays behind. */
export async function forgetTenantRows(database: FairleadDatabase, tenant: string): Promise<void> {
  await database.transaction('rw', database.tables, async () => {
    await Promise.all(database.tables.map((table) => forgetIn(table, tenant)));
  });
}

/** Empties every table. */
export async function forgetAllRows(database: FairleadDatabase): Promise<void> {
  await database.transaction('rw', database.tables, async () => {
    await Promise.all(database.tables.map((table) => table.clear()));
  });
}

/** The tenants there is anything of, and how many deals of each. */
export async function tenantsSeen(
  database: FairleadDatabase,
): Promise<{ tenant: string; deals: number; lastSeenAt: number | null }[]> {
  const tenants = (await database.deals.orderBy('tenant').uniqueKeys()).map(String);
  return Promise.all(
    tenants.map(async (tenant) => {
      const rows = database.deals.where('tenant').equals(tenant);
      let lastSeenAt: number | null = null;
      const deals = await rows.count();
      await rows.each((row) => {
        lastSeenAt = Math.max(lastSeenAt ?? 0, row.lastSeenAt);
      });
      return { tenant, deals, lastSeenAt };
    }),
  );
}

/** How a table finds a tenant's rows; null for a table without tenants. A test holds the list of those against the schema. */
export function tenantIndex(table: Table): string | null {
  const indexes = [table.schema.primKey, ...table.schema.indexes];
  const found = indexes.find(({ keyPath }) => (Array.isArray(keyPath) ? keyPath[0] : keyPath) === 'tenant');
  return found?.name ?? null;
}

async function forgetIn(table: Table, tenant: string): Promise<void> {
  const index = tenantIndex(table);
  if (index === null) return;
  const rows = index.startsWith('[')
    ? table.where(index).between([tenant, Dexie.minKey], [tenant, Dexie.maxKey])
    : table.where(index).equals(tenant);
  await rows.delete();
}
