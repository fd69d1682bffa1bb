import Dexie from 'dexie';
import type { Change } from '@/lib/domain/deal';
import type { FairleadDatabase } from './database';

/** The changes of one deal in the order of time: those that were seen here, and those that its CRM tells of. */
export async function changesOf(database: FairleadDatabase, tenant: string, dealId: string): Promise<Change[]> {
  return (await changesByDeal(database, tenant, [dealId])).get(dealId) ?? [];
}

/** The changes of each of these deals, whose ids are in order: all from the first to the last are read at once. */
export async function changesByDeal(
  database: FairleadDatabase,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, Change[]>> {
  const byDeal = new Map(ids.map((id): [string, Change[]] => [id, []]));
  const [from, to] = [ids[0], ids.at(-1)];
  if (from === undefined || to === undefined) return byDeal;
  const [told, seen] = await Promise.all([
    database.crmHistories.where('[tenant+dealId]').between([tenant, from], [tenant, to], true, true).toArray(),
    database.changes
      .where('[tenant+dealId+seenAt]')
      .between([tenant, from, Dexie.minKey], [tenant, to, Dexie.maxKey])
      .toArray(),
  ]);
  for (const { dealId, changes } of told) byDeal.get(dealId)?.push(...changes);
  for (const { dealId, field, from: was, to: is, seenAt } of seen)
    byDeal.get(dealId)?.push({ field, from: was, to: is, seenAt });
  for (const changes of byDeal.values()) changes.sort((a, b) => a.seenAt - b.seenAt);
  return byDeal;
}
