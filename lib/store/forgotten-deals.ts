import type { FairleadDatabase } from './database';

/** How many deals of a tenant keep their last assessment at hand for a first paint. */
const AT_HAND = 500;

/** Ids of the tenant's deals that were not seen for longest and no longer need to be at hand; the database keeps them. */
export async function forgottenDeals(database: FairleadDatabase, tenant: string): Promise<string[]> {
  const count = await database.deals.where('tenant').equals(tenant).count();
  if (count <= AT_HAND) return [];
  const rows = await database.deals.where('tenant').equals(tenant).sortBy('lastSeenAt');
  return rows.slice(0, count - AT_HAND).map((row) => row.id);
}
