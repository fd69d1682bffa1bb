import { browser } from 'wxt/browser';

/** Tells every panel of a deal that one of its writes has moved on. Nothing is kept: the database owns how. */
export async function tellWritten(tenant: string, dealId: string): Promise<void> {
  const key = keyOf(tenant, dealId);
  await browser.storage.session.set({ [key]: true });
  await browser.storage.session.remove(key);
}

/** Calls back when a write of the deal has moved on, until aborted. */
export function onWritten(tenant: string, dealId: string, callback: () => void, signal: AbortSignal): void {
  const key = keyOf(tenant, dealId);
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    if (area === 'session' && changes[key]?.newValue !== undefined) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

function keyOf(tenant: string, dealId: string): string {
  return `written:${tenant}:${dealId}`;
}
