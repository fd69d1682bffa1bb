import { browser } from 'wxt/browser';

/** A CRM has few stages; a page that invents more is not followed. */
const MOST = 60;

/** The stages of a tenant's CRM by the names it shows, as far as deals in them were seen. */
export async function readStageLabels(tenant: string): Promise<readonly string[]> {
  const key = keyOf(tenant);
  return ((await browser.storage.local.get(key))[key] as readonly string[] | undefined) ?? []; // written by `noteStageLabel` only
}

/** Remembers the stage of a deal that was read. Called by the background only. */
export async function noteStageLabel(tenant: string, label: string | null): Promise<void> {
  if (label === null || label.length > 120) return;
  const known = await readStageLabels(tenant);
  if (known.includes(label)) return;
  await browser.storage.local.set({ [keyOf(tenant)]: [...known, label].slice(-MOST) });
}

function keyOf(tenant: string): string {
  return `stages:${tenant}`;
}
