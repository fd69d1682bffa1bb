import { browser } from 'wxt/browser';

/** What a page showed of a CRM when it was last looked at, so that the next time it has something to show at once. */
export type Kept<Shown> = {
  /** When it was computed, ms. */
  at: number;
  shown: Shown;
};

/** Pages that keep what they showed. */
export type Look = 'insight' | 'review';

type Row<Shown> = Kept<Shown> & { form: string };

/** With another one, what was kept before is not shown: another version of the extension may have understood it otherwise. */
const FORM = 2;

/** What was last shown of a CRM; null where nothing is kept of it. */
export async function readLook<Shown>(look: Look, tenant: string): Promise<Kept<Shown> | null> {
  const key = keyOf(look, tenant);
  const row = (await browser.storage.local.get(key))[key] as Row<Shown> | undefined; // written below only
  return row?.form === formNow() ? { at: row.at, shown: row.shown } : null;
}

export async function writeLook<Shown>(look: Look, tenant: string, { at, shown }: Kept<Shown>): Promise<void> {
  await browser.storage.local.set({ [keyOf(look, tenant)]: { at, shown, form: formNow() } satisfies Row<Shown> });
}

/** Nothing of it is shown any more: deals are gone that it counted. */
export async function dropLooks(tenant: string): Promise<void> {
  await browser.storage.local.remove([keyOf('insight', tenant), keyOf('review', tenant)]);
}

/** Every page's, of every CRM: each names the CRMs and files that one could choose, and one of them is to be forgotten. */
export async function dropAllLooks(): Promise<void> {
  const keys = Object.keys(await browser.storage.local.get(null));
  await browser.storage.local.remove(keys.filter((key) => key.startsWith('look:')));
}

/** Under a key that names the tenant, so that it goes when it is forgotten. */
function keyOf(look: Look, tenant: string): string {
  return `look:${look}:${tenant}`;
}

function formNow(): string {
  return `${FORM} ${browser.runtime.getManifest().version}`;
}
