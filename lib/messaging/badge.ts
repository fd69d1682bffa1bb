import { browser, type Browser } from 'wxt/browser';
import { readCatalog } from '@/lib/cache/adapters';
import { routeAt, type Catalog } from '@/lib/crm/catalog';
import { OVERVIEW_SHOWN } from '@/lib/crm/page-port';
import { splitTenant, tenantOf } from '@/lib/domain/tenant';

const MOST = 99;
const COLOUR = '#0a6570';

/** How many deals are due on the toolbar button of every tab of a CRM; nothing where none is, or where it is not known. */
export async function showBadge(tenant: string, due: number | null): Promise<void> {
  const [catalog, tabs] = await Promise.all([
    readCatalog(),
    browser.tabs.query({ url: `${splitTenant(tenant).origin}/*` }),
  ]);
  await Promise.all(tabs.filter((tab) => tenantIn(tab, catalog) === tenant).map((tab) => paint(tab.id, due)));
}

/** Paints the button of tabs that open a list or board, where no panel is that would ask. */
export function watchOverviews(dueOf: (tenant: string) => Promise<number | null>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Browser.runtime.MessageSender) => {
    if (message !== OVERVIEW_SHOWN || sender.id !== browser.runtime.id || sender.tab === undefined) return false;
    void paintTab(sender.tab, dueOf).catch(() => undefined); // the tab may be gone
    return false;
  });
}

async function paintTab(tab: Browser.tabs.Tab, dueOf: (tenant: string) => Promise<number | null>): Promise<void> {
  const tenant = tenantIn(tab, await readCatalog());
  if (tenant !== null) await paint(tab.id, await dueOf(tenant));
}

function tenantIn({ url }: Browser.tabs.Tab, catalog: Catalog): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const route = routeAt(catalog, new URL(url));
  return route && tenantOf(route.adapter, new URL(url).origin);
}

async function paint(tabId: number | undefined, due: number | null): Promise<void> {
  if (tabId === undefined) return;
  const text = due === null || due === 0 ? '' : due > MOST ? `${MOST}+` : String(due);
  await browser.action.setBadgeText({ tabId, text }).catch(() => undefined); // the tab may be gone
  if (text !== '') await browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR }).catch(() => undefined);
}
