import { browser, type Browser } from 'wxt/browser';
import { readCatalog } from '@/lib/cache/adapters';
import { routeAt } from '@/lib/crm/catalog';
import { tenantOf } from '@/lib/domain/tenant';
import { callSchema, INPUTS, type CallName, type Calls } from './contract';

/** Who calls, as the browser says: the tenant of the CRM tab the page is framed in, or a tab of the extension's own. */
export type Caller = { tenant: string | null; ownTab: boolean; tab: CrmTab | null };

/** The CRM tab that the calling panel is framed in. */
export type CrmTab = { id: number; adapter: string };

export type Handlers = {
  [Name in CallName]: (input: Calls[Name]['input'], caller: Caller) => Promise<Calls[Name]['output']>;
};

type Sender = Browser.runtime.MessageSender;

/** Answers calls from the extension's own pages; anything else is not answered at all. */
export function listen(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender, reply: (answer: unknown) => void) => {
    if (!isOwnPage(sender)) return false;
    answer(handlers, message, sender).then(reply, (error: unknown) => reply({ ok: false, error: reason(error) }));
    return true; // the reply comes later
  });
}

/** Content scripts share our id but carry their page's address: only our own pages may call. */
function isOwnPage(sender: Sender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('/')) === true;
}

async function answer(handlers: Handlers, message: unknown, sender: Sender): Promise<unknown> {
  const { call, input } = callSchema.parse(message);
  // One name picks both the parser and the handler, which no type can say of a union of names.
  const handler = handlers[call] as (input: unknown, caller: Caller) => Promise<unknown>;
  return { ok: true, output: await handler(INPUTS[call].parse(input), await callerOf(sender)) };
}

async function callerOf(sender: Sender): Promise<Caller> {
  const page = sender.tab?.url;
  const route = page ? routeAt(await readCatalog(), new URL(page)) : null;
  return {
    tenant: page && route ? tenantOf(route.adapter, new URL(page).origin) : null,
    tab: sender.tab?.id !== undefined && route ? { id: sender.tab.id, adapter: route.adapter } : null,
    ownTab: page?.startsWith(browser.runtime.getURL('/')) === true && sender.frameId === 0,
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
