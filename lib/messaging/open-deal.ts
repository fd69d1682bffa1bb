import { browser, type Browser } from 'wxt/browser';
import { readCatalog } from '@/lib/cache/adapters';
import { routeAt } from '@/lib/crm/catalog';
import { placeOf } from '@/lib/crm/route';
import { splitTenant } from '@/lib/domain/tenant';
import type { FairleadDatabase } from '@/lib/store/database';

/** Deals whose addresses are looked at for the form that a deal's address has in this account. */
const EXAMPLES = 50;

/**
 * Shows a deal in the CRM: in the tab that asks, else in an open tab of that CRM, else in a new one. False when its address is
 * not known: addresses come from pages and servers, and only one that truly is this deal's page is opened.
 */
export async function openDeal(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  tabId: number | null,
): Promise<boolean> {
  const tabs = await browser.tabs.query({ url: `${splitTenant(tenant).origin}/*` });
  const url = await addressOf(database, tenant, dealId, tabs);
  if (url === null) return false;
  const tab = tabs.find(({ id }) => id === tabId) ?? tabs[0];
  if (tab?.id === undefined) await browser.tabs.create({ url });
  else {
    await browser.tabs.update(tab.id, { url, active: true });
    if (tab.id !== tabId) await browser.windows?.update(tab.windowId, { focused: true });
  }
  return true;
}

/** The deal's own address where it was seen, else that of another deal with this one's id in its place. */
async function addressOf(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  tabs: readonly Browser.tabs.Tab[],
): Promise<string | null> {
  const row = await database.deals.get([tenant, dealId]);
  const others = await database.deals.where('tenant').equals(tenant).limit(EXAMPLES).toArray();
  const examples = [...tabs.flatMap(({ url }) => url ?? []), ...others.map(({ deal }) => deal.url)];
  const candidates = [row?.deal.url ?? '', ...(await Promise.all(examples.map((url) => withId(tenant, url, dealId))))];
  for (const url of candidates) {
    // Mostly the first one is it.
    if (url !== null && (await dealAt(tenant, url)) === dealId) return url;
  }
  return null;
}

/** Another deal's address with this id; null where that is no deal's. */
async function withId(tenant: string, url: string, dealId: string): Promise<string | null> {
  const id = await dealAt(tenant, url);
  return id === null || !url.includes(id) ? null : url.replace(id, encodeURIComponent(dealId));
}

/** The deal that an address of this tenant shows; null for any other address. */
async function dealAt(tenant: string, address: string): Promise<string | null> {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const { adapter, origin } = splitTenant(tenant);
  const route = url.origin === origin ? routeAt(await readCatalog(), url) : null;
  if (route?.adapter !== adapter) return null;
  const place = placeOf(route, url);
  return place.kind === 'record' || place.kind === 'edit' ? place.id : null;
}
