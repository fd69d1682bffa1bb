import Dexie, { type Transaction } from 'dexie';

/** The history that a CRM keeps of a deal, as one row instead of one a move: a pull writes half as many rows, and reads them back in one go. */
export function version13(database: Dexie): void {
  database
    .version(13)
    .stores({ crmHistories: '[tenant+dealId], tenant, [tenant+readAt]' })
    .upgrade(async (change) => {
      const deals = (await change.table<OldDeal>('deals').toCollection().primaryKeys()) as unknown as [
        string,
        string,
      ][];
      // One deal after the other: all of them at once would hold every move of ten thousand deals.
      for (const key of deals) await moveOver(change, key);
    });
}

type OldDeal = { crmHistory?: readonly string[]; deal: { readAt: number } };
type OldChange = { key: number; field: string; tenant: string; dealId: string; seenAt: number };

async function moveOver(change: Transaction, [tenant, dealId]: [string, string]): Promise<void> {
  const row = await change.table<OldDeal>('deals').get([tenant, dealId]);
  if (!row?.crmHistory?.length) return;
  const told = new Set(row.crmHistory);
  const stored = await change
    .table<OldChange>('changes')
    .where('[tenant+dealId+seenAt]')
    .between([tenant, dealId, Dexie.minKey], [tenant, dealId, Dexie.maxKey])
    .toArray();
  const theirs = stored.filter(({ field }) => told.has(field));
  const changes = theirs.map(({ key: _key, tenant: _tenant, dealId: _dealId, ...each }) => each);
  await change.table('crmHistories').put({ tenant, dealId, readAt: row.deal.readAt, changes });
  await change.table('changes').bulkDelete(theirs.map(({ key }) => key));
}
