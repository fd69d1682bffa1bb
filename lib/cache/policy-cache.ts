import { browser } from 'wxt/browser';

/**
 * The managed policy as last understood; null where there is none. What it holds is `Policy` of lib/channels/policy, which is
 * parsed before it is kept. `gone` says that the browser has none any more.
 */
export type KeptPolicy = { policy: unknown; gone: boolean; problem: string | null };

const KEY = 'policy';
const INSTALL = 'installId';

export async function readKeptPolicy(): Promise<KeptPolicy | null> {
  return ((await browser.storage.local.get(KEY))[KEY] as KeptPolicy | undefined) ?? null; // written by `keepPolicy` only
}

export async function keepPolicy(policy: KeptPolicy): Promise<void> {
  await browser.storage.local.set({ [KEY]: policy });
}

/** The random name of this install, made on first use. It never leaves the browser. */
export async function readInstallId(make: () => string): Promise<string> {
  const known = (await browser.storage.local.get(INSTALL))[INSTALL];
  if (typeof known === 'string') return known;
  const made = make();
  await browser.storage.local.set({ [INSTALL]: made });
  return made;
}
