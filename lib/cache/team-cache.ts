import { browser } from 'wxt/browser';

/**
 * Owners whose deals a manager looks at together; by the ids that the CRM gives them, else by name. `names`: what these are called,
 * absent from what was kept before they were noted.
 */
export type Team = { name: string; owners: readonly string[]; names?: readonly string[] };

/** The same by the owners' names, which is all that tables of deals have of them. */
export async function teamsByName(tenant: string): Promise<{ name: string; owners: readonly string[] }[]> {
  return (await readTeams(tenant)).map(({ name, owners, names }) => ({ name, owners: names ?? owners }));
}

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
