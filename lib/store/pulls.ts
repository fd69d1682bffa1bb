import type { FairleadDatabase, PullRow } from './database';

export async function pullOf(database: FairleadDatabase, tenant: string): Promise<PullRow | null> {
  return (await database.pulls.get(tenant)) ?? null;
}

export function allPulls(database: FairleadDatabase): Promise<PullRow[]> {
  return database.pulls.toArray();
}

export async function keepPull(database: FairleadDatabase, pull: PullRow): Promise<void> {
  await database.pulls.put(pull);
}
