import { browser } from 'wxt/browser';

/** Owners whose deals a manager looks at together; by the ids that the CRM gives them, else by name. */
export type Team = { name: string; owners: readonly string[] };

/** The teams that were put together for a CRM, by name. */
export async function readTeams(tenant: string): Promise<readonly Team[]> {
  const key = keyOf(tenant);
  return ((await browser.storage.local.get(key))[key] as readonly Team[] | undefined) ?? []; // written below only
}

export async function writeTeams(tenant: string, teams: readonly Team[]): Promise<void> {
  await browser.storage.local.set({ [keyOf(tenant)]: teams });
}

function keyOf(tenant: string): string {
  return `teams:${tenant}`;
}
