import { browser } from 'wxt/browser';

/** The fields that a CRM's pages can be relied on to show, at hand for a panel without the worker. Written by the background only. */
export async function readReliable(tenant: string): Promise<ReadonlySet<string>> {
  const key = keyOf(tenant);
  const stored = (await browser.storage.local.get(key))[key];
  return new Set(Array.isArray(stored) ? stored.map(String) : []);
}

export async function writeReliable(tenant: string, fields: readonly string[]): Promise<void> {
  await browser.storage.local.set({ [keyOf(tenant)]: fields });
}

function keyOf(tenant: string): string {
  return `reliable:${tenant}`;
}
