import { browser } from 'wxt/browser';

/** Where a pack came from. */
export type Channel = 'bundled' | 'file' | 'subscription' | 'managed';

/** What the active pack is, for people: never the rules themselves. */
export type PackStatus = {
  id: string;
  version: number;
  title: string;
  hash: string;
  channel: Channel;
  /** ms since the epoch */
  installedAt: number;
  rules: number;
  /** Of a signed pack: the name of its subscription, and the last day (UTC) on which it counts as up to date. */
  source?: string;
  expires?: string;
};

/** The active pack in compiled form; what is inside is checked by `loadPack`. */
export type CachedPack = {
  status: PackStatus;
  compiled: unknown;
  /** Of the compiled form's JSON: the background looks whether it still fits. */
  digest?: string;
  /** What it was made from: where it came from, and its bytes. */
  from?: string;
};

const KEY = 'pack';

/** The active pack; null before the first one was put in. */
export async function readPack(): Promise<CachedPack | null> {
  return ((await browser.storage.local.get(KEY))[KEY] as CachedPack | undefined) ?? null; // written by `writePack` only
}

/** Switches the active pack: one write, so that every panel sees the old or the new one, complete. */
export async function writePack(pack: CachedPack): Promise<void> {
  await browser.storage.local.set({ [KEY]: pack });
}

/** Calls back when the active pack is switched, until aborted. */
export function onPackSwitch(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}
