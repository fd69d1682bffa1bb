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

/** The active pack but for its form. */
export type PackEntry = {
  status: PackStatus;
  /** Of the form: the background looks whether it still fits. */
  digest?: string;
  /** What it was made from: where it came from, and its bytes. */
  from?: string;
};

/** The active pack, as it is stored. */
export type CachedPack = PackEntry & {
  /** The compiled form as JSON: as one text it passes through the browser many times faster than as an object. */
  form: string;
};

const KEY = 'pack';

/** A form stands under a key of its own, the next one under the other: news of a switch carries neither of them. */
const SLOTS = ['packForm', 'packFormNext'] as const;

/** Where a form stands. */
export type Slot = (typeof SLOTS)[number];

type Stored = PackEntry & { slot: Slot };

/** The active pack; null before the first one was put in. Its entry and its form are read at once, and belong together. */
export async function readPack(): Promise<CachedPack | null> {
  const stored = await browser.storage.local.get([KEY, ...SLOTS]);
  const entry = entryOf(stored);
  if (entry === null) return null;
  const form: unknown = stored[entry.slot];
  return { ...entry, form: typeof form === 'string' ? form : '' };
}

/** The active pack without its form, for whoever does not run it. */
export async function readPackEntry(): Promise<PackEntry | null> {
  return entryOf(await browser.storage.local.get(KEY));
}

/** What the active pack is; null before the first one was put in. */
export async function readPackStatus(): Promise<PackStatus | null> {
  return (await readPackEntry())?.status ?? null;
}

function entryOf(stored: Record<string, unknown>): Stored | null {
  return (stored[KEY] as Stored | undefined) ?? null; // written by `switchPack` only
}

/** The compiled form of a stored pack, as `loadPack` takes it; null where it is damaged, or as an earlier version stored it. */
export function compiledOf({ form }: CachedPack): unknown {
  return jsonOf(form);
}

/**
 * Lays the form of a pack that may come into use beside the one that is: all of a switch that takes time. As `switchPack` and
 * `dropSpareForm`, only under the packs' lock.
 */
export async function layForm(form: string): Promise<Slot> {
  const slot = spare(entryOf(await browser.storage.local.get(KEY)));
  await browser.storage.local.set({ [slot]: form });
  return slot;
}

/** Switches to the pack whose form was laid: one write, so that every panel sees the old or the new one, complete. */
export async function switchPack(entry: PackEntry, slot: Slot): Promise<void> {
  const stored: Stored = { ...entry, slot };
  await browser.storage.local.set({ [KEY]: stored });
}

/** Drops the form that is not in use: of the pack before, or of one that came to nothing. */
export async function dropSpareForm(): Promise<void> {
  await browser.storage.local.remove(spare(entryOf(await browser.storage.local.get(KEY))));
}

function spare(entry: Stored | null): Slot {
  return entry?.slot === SLOTS[0] ? SLOTS[1] : SLOTS[0];
}

/** Calls back when the active pack is switched, until aborted. */
export function onPackSwitch(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}
