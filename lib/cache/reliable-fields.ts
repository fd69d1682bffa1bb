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

/** Runs each time that other fields count, until `signal` ends it: a panel may stay open for days while pages change. */
export function onReliableChange(tenant: string, change: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && keyOf(tenant) in changes) change();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

function keyOf(tenant: string): string {
  return `reliable:${tenant}`;
}
