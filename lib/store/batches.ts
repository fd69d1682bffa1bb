import Dexie from 'dexie';
import type { WriteEntry } from '@/lib/domain/writes';
import type { FairleadDatabase } from './database';

/** The rows of a batch in the order in which they were made, and of the undos of them. `tenant` null: of any. */
export async function batchRows(
  database: FairleadDatabase,
  tenant: string | null,
  batch: string,
): Promise<{ writes: WriteEntry[]; undos: WriteEntry[] }> {
  const rows = await journal(database, tenant);
  const writes = rows.filter((row) => row.batch === batch);
  const ids = new Set(writes.map(({ id }) => id));
  return { writes, undos: rows.filter(({ undoes }) => undoes !== null && ids.has(undoes)) };
}

/** The batches saved last, latest first; `tenant` null: of any. */
export async function recentBatches(
  database: FairleadDatabase,
  tenant: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await journal(database, tenant);
  const ids = rows.toReversed().flatMap(({ batch }) => (batch === undefined ? [] : [batch]));
  return [...new Set(ids)].slice(0, limit);
}

/**
 * Keeps the undo of each write of a batch that is done, the last write's first, in one step; a write whose undo is under way
 * keeps that one. What was not sent yet is given up. `make` says how a write is taken back, null where it cannot be.
 */
export function keepUndos(
  database: FairleadDatabase,
  tenant: string,
  batch: string,
  make: (done: WriteEntry) => WriteEntry | null,
): Promise<void> {
  return database.transaction('rw', database.writes, async () => {
    const { writes, undos } = await batchRows(database, tenant, batch);
    const underWay = new Set(undos.filter(({ state }) => OPEN.has(state)).map(({ undoes }) => undoes));
    for (const write of writes.toReversed()) {
      if (write.state === 'waiting') await database.writes.where('id').equals(write.id).modify({ state: 'dropped' });
      if (write.state !== 'done' || underWay.has(write.id)) continue;
      const undo = make(write);
      if (undo) await database.writes.add(undo);
    }
  });
}

const OPEN: ReadonlySet<WriteEntry['state']> = new Set(['waiting', 'sending']);

/** A tenant's journal, oldest first. */
function journal(database: FairleadDatabase, tenant: string | null): Promise<WriteEntry[]> {
  if (tenant === null) return database.writes.orderBy('key').toArray();
  return database.writes.where('[tenant+dealId]').between([tenant, Dexie.minKey], [tenant, Dexie.maxKey]).sortBy('key');
}
