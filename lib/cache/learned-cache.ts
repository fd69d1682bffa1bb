import { browser } from 'wxt/browser';

/** What was learned of a tenant's deals, at hand for a first paint without the worker; what is inside is checked by `asLearned`. */
export async function readLearned(tenant: string): Promise<unknown> {
  const key = keyOf(tenant);
  return (await browser.storage.local.get(key))[key] ?? null;
}

/** Puts a newly fitted model in use: one write, so that every panel scores by the old or by the new one. */
export async function writeLearned(tenant: string, learned: unknown): Promise<void> {
  await browser.storage.local.set({ [keyOf(tenant)]: learned });
}

/** Calls back when a new model of the tenant comes into use, until aborted. */
export function onLearned(tenant: string, callback: () => void, signal: AbortSignal): void {
  const key = keyOf(tenant);
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && key in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

/** Calls back with the tenant whenever a new model of any comes into use, until aborted. */
export function onLearnedAnywhere(callback: (tenant: string) => void, signal: AbortSignal): void {
  const prefix = keyOf('');
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    if (area !== 'local') return;
    for (const [key, { newValue }] of Object.entries(changes))
      if (key.startsWith(prefix) && newValue !== undefined) callback(key.slice(prefix.length));
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

function keyOf(tenant: string): string {
  return `learned:${tenant}`;
}
