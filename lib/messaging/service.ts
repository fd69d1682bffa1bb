import { browser, type Browser } from 'wxt/browser';
import { readCatalog } from '@/lib/cache/adapters';
import { isBlocked, routeAt } from '@/lib/crm/catalog';
import { tenantOf } from '@/lib/domain/tenant';
import { noteError } from './error-log';
import { callSchema, INPUTS, type CallName, type Calls } from './contract';

/** Who calls, as the browser says: the tenant of the CRM tab the page is framed in, or a tab of the extension's own. */
export type Caller = {
  tenant: string | null;
  ownTab: boolean;
  tab: CrmTab | null;
  /** The tab is of a CRM that the managed policy does not allow. */
  blocked?: boolean;
};

/** The CRM tab that the calling panel is framed in, or that the calling side panel shows. */
export type CrmTab = { id: number; adapter: string };

export type Handlers = {
  [Name in CallName]: (input: Calls[Name]['input'], caller: Caller) => Promise<Calls[Name]['output']>;
};

type Sender = Browser.runtime.MessageSender;
type ShownTab = { tab: number; origin: string };

/** Answers calls from the extension's own pages; anything else is not answered at all. */
export function listen(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender, reply: (answer: unknown) => void) => {
    if (!isOwnPage(sender)) return false;
    answer(handlers, message, sender).then(reply, (error: unknown) => reply({ ok: false, error: reason(error) }));
    return true; // the reply comes later
  });
}

/** Content scripts share our id but carry their page's address: only our own pages may call. */
export function isOwnPage(sender: Sender): boolean {
  return sender.id === browser.runtime.id && isOurs(sender.url);
}

function isOurs(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('/')) === true;
}

async function answer(handlers: Handlers, message: unknown, sender: Sender): Promise<unknown> {
  const { call, input, on } = callSchema.parse(message);
  // One name picks both the parser and the handler, which no type can say of a union of names.
  const handler = handlers[call] as (input: unknown, caller: Caller) => Promise<unknown>;
  try {
    return { ok: true, output: await handler(INPUTS[call].parse(input), await callerOf(sender, on)) };
  } catch (error) {
    await noteError(call, error, Date.now());
    throw error;
  }
}

async function callerOf(sender: Sender, on?: ShownTab): Promise<Caller> {
  const tab = sender.tab ?? (on && (await shownTab(on)));
  const page = tab?.url;
  // A page of our own is no CRM's: nothing is looked up for it, of which a full-tab page asks a dozen times at once.
  const catalog = page !== undefined && !isOurs(page) ? await readCatalog() : null;
  const route = page && catalog ? routeAt(catalog, new URL(page)) : null;
  return {
    tenant: page && route ? tenantOf(route.adapter, new URL(page).origin) : null,
    tab: tab?.id !== undefined && route ? { id: tab.id, adapter: route.adapter } : null,
    blocked: page !== undefined && catalog !== null && isBlocked(catalog, new URL(page)),
    ownTab: isUnframed(sender),
  };
}

/** The tab that a side panel shows, unless it has gone elsewhere meanwhile. */
async function shownTab({ tab, origin }: ShownTab): Promise<Browser.tabs.Tab | undefined> {
  const found = await browser.tabs.get(tab).catch(() => undefined);
  return found?.url !== undefined && new URL(found.url).origin === origin ? found : undefined;
}

/** A page of ours in a tab of its own, or outside of all tabs (popup, side panel): in no page's frame. */
function isUnframed({ tab, frameId }: Sender): boolean {
  return tab === undefined || (isOurs(tab.url) && frameId === 0);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
