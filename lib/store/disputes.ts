import type { FairleadDatabase } from './database';
import type { DisputeRow } from './rows-4';

type Flag = Pick<DisputeRow, 'kind' | 'id'>;

/** Keeps an objection to a flag of a deal. A flag has one that stands: a new reason takes the place of the old one. */
export function putDispute(database: FairleadDatabase, row: Omit<DisputeRow, 'key' | 'withdrawnAt'>): Promise<void> {
  return database.transaction('rw', database.disputes, async () => {
    await withdraw(database, row.tenant, row.dealId, row, row.at);
    await database.disputes.add({ ...row, withdrawnAt: null });
  });
}

/** Takes back what stands against a flag; the ledger keeps that it was once disputed. */
export function withdrawDispute(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  flag: Flag,
  at: number,
): Promise<void> {
  return database.transaction('rw', database.disputes, () => withdraw(database, tenant, dealId, flag, at));
}

/** The objections to flags of a deal that stand, the oldest first. */
export async function standingDisputes(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
): Promise<DisputeRow[]> {
  const rows = await database.disputes.where('[tenant+dealId]').equals([tenant, dealId]).sortBy('key');
  return rows.filter((row) => row.withdrawnAt === null);
}

/** Every objection of a tenant, withdrawn ones too. */
export function allDisputes(database: FairleadDatabase, tenant: string): Promise<DisputeRow[]> {
  return database.disputes.where('tenant').equals(tenant).sortBy('key');
}

async function withdraw(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  { kind, id }: Flag,
  at: number,
): Promise<void> {
  await database.disputes
    .where('[tenant+dealId]')
    .equals([tenant, dealId])
    .filter((row) => row.kind === kind && row.id === id && row.withdrawnAt === null)
    .modify({ withdrawnAt: at });
}
