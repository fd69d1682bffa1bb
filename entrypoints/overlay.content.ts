import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Route } from '@/lib/crm/adapter-schema';
import { startOnPage } from '@/lib/crm/page/site';
import { ROUTE } from '@/lib/crm/route-files';

export default defineContentScript({
  matches: ['https://*/*'], // the manifest's entries are made from the adapters' hosts
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const shipped: Route | undefined = Reflect.get(globalThis, ROUTE); // a file of ours, loaded before this one
    const host = { window, document, now: Date.now, newToken: () => crypto.randomUUID() };
    startOnPage(shipped ?? null, host, ctx.signal);
  },
});
