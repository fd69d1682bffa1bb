import { browser } from 'wxt/browser';

/** One currency, and what a unit of each other one is worth in it. */
export type SavedRates = { base: string; rates: Readonly<Record<string, number>> };

/** Under a key that names the tenant, so that they go when it is forgotten. */
function keyOf(source: string): string {
  return `rates:${source}`;
}

/** The rates that were entered for a CRM or an import; null: every currency stands for itself. */
export async function readRates(source: string): Promise<SavedRates | null> {
  const key = keyOf(source);
  return ((await browser.storage.local.get(key))[key] as SavedRates | undefined) ?? null; // written below only
}

export async function writeRates(source: string, rates: SavedRates | null): Promise<void> {
  if (rates === null) await browser.storage.local.remove(keyOf(source));
  else await browser.storage.local.set({ [keyOf(source)]: rates });
}
