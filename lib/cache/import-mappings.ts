import { browser } from 'wxt/browser';

const KEY = 'importMappings';
/** Kinds of export that are remembered; the one not used for longest goes first. */
const MOST = 40;

type Kept = readonly { key: string; mapping: unknown }[];

async function readAll(): Promise<Kept> {
  return ((await browser.storage.local.get(KEY))[KEY] as Kept | undefined) ?? []; // written below only
}

/** What was last said of a file with these columns; null when none was put in. To be parsed: it may be of an older version. */
export async function readMapping(key: string): Promise<unknown> {
  return (await readAll()).find((one) => one.key === key)?.mapping ?? null;
}

export async function writeMapping(key: string, mapping: unknown): Promise<void> {
  const others = (await readAll()).filter((one) => one.key !== key);
  await browser.storage.local.set({ [KEY]: [{ key, mapping }, ...others].slice(0, MOST) });
}
