import { browser } from 'wxt/browser';

const KEY = 'paused';

/** The origins on which the user paused us. */
export async function readPaused(): Promise<readonly string[]> {
  return ((await browser.storage.local.get(KEY))[KEY] as readonly string[] | undefined) ?? []; // written by `setPaused` only
}

export async function setPaused(origin: string, paused: boolean): Promise<void> {
  const others = (await readPaused()).filter((one) => one !== origin);
  await browser.storage.local.set({ [KEY]: paused ? [...others, origin] : others });
}

/** Calls back when a site is paused or resumed, until aborted. */
export function onPaused(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}
