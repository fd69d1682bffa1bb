import { browser } from 'wxt/browser';

/** Whether gaps are marked on a CRM's pages: yes, until the rep says no. */
export async function readMarksOn(tenant: string): Promise<boolean> {
  const key = keyOf(tenant);
  return (await browser.storage.local.get(key))[key] !== 'off';
}

export async function writeMarksOn(tenant: string, on: boolean): Promise<void> {
  const key = keyOf(tenant);
  if (on) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: 'off' });
}

/** Calls back when that changes, until aborted. */
export function onMarksSetting(tenant: string, callback: () => void, signal: AbortSignal): void {
  const key = keyOf(tenant);
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && key in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

function keyOf(tenant: string): string {
  return `marks:${tenant}`;
}
