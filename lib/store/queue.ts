import Dexie from 'dexie';
import type { History } from '@/lib/domain/facts';
import type { QueueItem } from '@/lib/domain/queue';
import { changesByDeal } from './changes';
import type { DealRow, FairleadDatabase } from './database';

/**
 * An item as text: the browser reads thousands of strings several times as fast as thousands of objects. `more` is what a list of
 * deals does without. What was kept before is the item itself.
 */
export type QueueRow = { tenant: string; dealId: string; name: string; text: string; more: string } | OlderRow;
type OlderRow = QueueItem & { tenant: string; text?: never };

/** An item as far as a list shows it; of its gaps only how many. */
export type ListedItem = Omit<QueueItem, 'gaps' | 'steps' | 'remembered' | 'url' | 'day' | 'at' | 'basis'> & {
  gaps: { length: number };
};

/** Rows read in one go: a list of thousands in one piece would hold up everything else in the worker. */
const CHUNK = 400;

/** Every item of a tenant, read in pieces; `between` runs after each and may stop by throwing. */
export function queueItems(
  database: FairleadDatabase,
  tenant: string,
  between: () => Promise<void>,
): Promise<QueueItem[]> {
  return itemsBy(database, tenant, between, itemIn);
}

/** The same as far as a list needs it, which takes half the time. */
export function listedItems(
  database: FairleadDatabase,
  tenant: string,
  between: () => Promise<void>,
): Promise<ListedItem[]> {
  return itemsBy(database, tenant, between, listedIn);
}

async function itemsBy<Item>(
  database: FairleadDatabase,
  tenant: string,
  between: () => Promise<void>,
  read: (row: QueueRow) => Item,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null = null; ;) {
    const rows: QueueRow[] = await database.queue
      .where('[tenant+dealId]')
      .between([tenant, after ?? Dexie.minKey], [tenant, Dexie.maxKey], after === null, true)
      .limit(CHUNK)
      .toArray();
    for (const row of rows) items.push(read(row));
    if (rows.length < CHUNK) return items;
    after = rows.at(-1)?.dealId ?? null;
    await between();
  }
}

/** The items of these deals, in their order; null for a deal that has none. */
export async function itemsOf(
  database: FairleadDatabase,
  tenant: string,
  ids: readonly string[],
): Promise<(QueueItem | null)[]> {
  const rows = await database.queue.bulkGet(ids.map((id): [string, string] => [tenant, id]));
  return rows.map((row) => (row ? itemIn(row) : null));
}

function rowOf(tenant: string, item: QueueItem): QueueRow {
  const { gaps, steps, remembered, url, day, at, basis, ...listed } = item;
  const { dealId, name } = listed;
  const text = JSON.stringify({ ...listed, gaps: { length: gaps.length } } satisfies ListedItem);
  return { tenant, dealId, name, text, more: JSON.stringify({ gaps, steps, remembered, url, day, at, basis }) };
}

function itemIn(row: QueueRow): QueueItem {
  if (row.text === undefined) return row;
  return { ...(JSON.parse(row.text) as QueueItem), ...(JSON.parse(row.more) as Partial<QueueItem>) }; // written above only
}

function listedIn(row: QueueRow): ListedItem {
  return row.text === undefined ? row : (JSON.parse(row.text) as ListedItem); // written above only
}

/** The item of the one deal of this name; null for none, and for several. */
export async function itemNamed(database: FairleadDatabase, tenant: string, name: string): Promise<QueueItem | null> {
  const rows = await database.queue.where('[tenant+name]').equals([tenant, name]).limit(2).toArray();
  const [only] = rows;
  return only && rows.length === 1 ? itemIn(only) : null;
}

/** Puts what was found of some deals in place of what was known; `closed` leave the queue. */
export function changeQueue(
  database: FairleadDatabase,
  tenant: string,
  items: readonly QueueItem[],
  closed: readonly string[],
): Promise<void> {
  return database.transaction('rw', database.queue, async () => {
    await database.queue.bulkPut(items.map((item) => rowOf(tenant, item)));
    await database.queue.bulkDelete(closed.map((id): [string, string] => [tenant, id]));
  });
}

/** How many deals are kept of a tenant. */
export function countDeals(database: FairleadDatabase, tenant: string): Promise<number> {
  return database.deals.where('[tenant+id]').between([tenant, Dexie.minKey], [tenant, Dexie.maxKey]).count();
}

/** Ids of all deals that are kept of a tenant, in their order. */
export async function dealIds(database: FairleadDatabase, tenant: string): Promise<string[]> {
  const keys = await database.deals
    .where('[tenant+id]')
    .between([tenant, Dexie.minKey], [tenant, Dexie.maxKey])
    .primaryKeys();
  return keys.map(([, id]) => id);
}

/** The deals from one id to another, in the order of their ids. */
export function dealsBetween(database: FairleadDatabase, tenant: string, from: string, to: string): Promise<DealRow[]> {
  return database.deals.where('[tenant+id]').between([tenant, from], [tenant, to], true, true).toArray();
}

/** The history of each deal from one id to another. */
export async function historiesBetween(
  database: FairleadDatabase,
  tenant: string,
  rows: readonly DealRow[],
): Promise<Map<string, History>> {
  const changes = await changesByDeal(
    database,
    tenant,
    rows.map(({ id }) => id),
  );
  return new Map(
    rows.map(({ id, firstSeenAt }) => [id, { changes: changes.get(id) ?? [], watchedSince: firstSeenAt }]),
  );
}
