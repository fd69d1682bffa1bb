import { browser } from 'wxt/browser';
import { jsonOf } from '@/lib/domain/json-of';

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

/** The active pack, as it is stored. */
export type CachedPack = {
  status: PackStatus;
  /** The compiled form as JSON: as one text it passes through the browser many times faster than as an object. */
  form: string;
  /** Of `form`: the background looks whether it still fits. */
  digest?: string;
  /** What it was made from: where it came from, and its bytes. */
  from?: string;
};

const KEY = 'pack';

/** The active pack; null before the first one was put in. */
export async function readPack(): Promise<CachedPack | null> {
  return ((await browser.storage.local.get(KEY))[KEY] as CachedPack | undefined) ?? null; // written by `writePack` only
}

/** What the active pack is; null before the first one was put in. */
export async function readPackStatus(): Promise<PackStatus | null> {
  return (await readPack())?.status ?? null;
}

/** The compiled form of a stored pack, as `loadPack` takes it; null where it is damaged, or as an earlier version stored it. */
export function compiledOf({ form }: CachedPack): unknown {
  return jsonOf(form);
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
