import { browser, type Browser } from 'wxt/browser';
import { adapterInUse } from '@/lib/cache/adapters';
import { placeOf } from '@/lib/crm/route';
import { splitTenant } from '@/lib/domain/tenant';
import type { CrmTab } from './service';

/**
 * The tab to write to a deal from: the caller's where it shows the deal, else another one that does, else the caller's all the
 * same, whose session an API may need. Null: nobody's tab is asked for, and none shows it.
 */
export async function tabFor(tenant: string, dealId: string, from: CrmTab | null): Promise<CrmTab | null> {
  if (from && (await showsDeal(from, dealId))) return from;
  const { adapter, origin } = splitTenant(tenant);
  const tabs = await browser.tabs.query({ url: `${origin}/*` });
  for (const tab of tabs) {
    if (tab.id === undefined || !tab.url || new URL(tab.url).origin !== origin) continue;
    const found = { id: tab.id, adapter };
    if (await isOf(found, tab, dealId)) return found;
  }
  return from;
}

/** Whether a tab shows a deal now, as its address says. */
export async function showsDeal(tab: CrmTab, dealId: string): Promise<boolean> {
  const shown = await browser.tabs.get(tab.id).catch(() => null);
  return shown !== null && isOf(tab, shown, dealId);
}

async function isOf({ adapter: id }: CrmTab, { url }: Browser.tabs.Tab, dealId: string): Promise<boolean> {
  const adapter = await adapterInUse(id);
  if (!adapter || !url) return false;
  const place = placeOf(adapter.route, new URL(url));
  return 'id' in place && place.id === dealId;
}
