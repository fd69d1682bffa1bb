import { browser } from 'wxt/browser';

/** What is to be won in a period that begins on that day (`YYYY-MM-DD`), by everyone. */
export type Target = { period_start: string; owner: null; amount: number; currency: string | null };

/** Under a key that names the tenant, so that they go when it is forgotten. */
function keyOf(source: string): string {
  return `targets:${source}`;
}

/** The targets that were entered for a CRM or an import. */
export async function readTargets(source: string): Promise<readonly Target[]> {
  const key = keyOf(source);
  return ((await browser.storage.local.get(key))[key] as readonly Target[] | undefined) ?? []; // written below only
}

export async function writeTargets(source: string, targets: readonly Target[]): Promise<void> {
  await browser.storage.local.set({ [keyOf(source)]: targets });
}
