import { asLearned, type Learned } from '@/lib/assess/learned';
import type { FairleadDatabase } from '@/lib/store/database';
import { modelByHash } from '@/lib/store/models';

/** A model as it was kept; null when it is gone, or is none. */
export async function keptLearned(database: FairleadDatabase, tenant: string, hash: string): Promise<Learned | null> {
  const row = await modelByHash(database, tenant, hash);
  return row === null ? null : asLearned(row.model);
}
