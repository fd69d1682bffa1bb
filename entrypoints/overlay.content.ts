import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Route } from '@/lib/crm/adapter-schema';
import { ROUTE } from '@/lib/crm/route-files';
import { startOverlay } from '@/lib/crm/page/overlay';

export default defineContentScript({
  matches: ['https://*/*'], // the manifest's entries are made from the adapters' hosts
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const route: Route | undefined = Reflect.get(globalThis, ROUTE); // a file of ours, loaded before this one
    if (!route) return;
    startOverlay(route, { window, document, now: Date.now, newToken: () => crypto.randomUUID() }, ctx.signal);
  },
});
