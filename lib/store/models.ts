import Dexie from 'dexie';
import type { FairleadDatabase } from './database';
import type { ModelRow } from './rows-4';

/** Models of a tenant that are kept; older ones go, but for those by which a kept assessment was made. */
const KEPT = 30;

/** Keeps a fitted model by its hash. */
export function putModel(database: FairleadDatabase, row: ModelRow): Promise<void> {
  return database.transaction('rw', [database.models, database.assessmentLog], async () => {
    await database.models.put(row);
    const keys = await ofTenant(database, row.tenant).primaryKeys();
    if (keys.length <= KEPT) return;
    const log = await database.assessmentLog.where('tenant').equals(row.tenant).toArray();
    const used = new Set(log.map((entry) => entry.model));
    await database.models.bulkDelete(keys.slice(0, keys.length - KEPT).filter(([, hash]) => !used.has(hash)));
  });
}

/** A model by the hash that assessments carry; null when it is not kept. */
export async function modelByHash(database: FairleadDatabase, tenant: string, hash: string): Promise<ModelRow | null> {
  return (await database.models.get([tenant, hash])) ?? null;
}

function ofTenant(database: FairleadDatabase, tenant: string) {
  return database.models.where('[tenant+at]').between([tenant, Dexie.minKey], [tenant, Dexie.maxKey]);
}
