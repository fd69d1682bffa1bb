import { defineContentScript } from 'wxt/utils/define-content-script';
import { routeFor } from '@/lib/crm/route';
import { ROUTES } from '@/lib/crm/routes';
import { startOverlay } from '@/lib/crm/page/overlay';

export default defineContentScript({
  matches: ['https://*/*'], // replaced by the adapters' hosts when the manifest is made
  runAt: 'document_idle',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const route = routeFor(ROUTES, new URL(location.href));
    if (!route) return;
    startOverlay(route, { window, document, now: Date.now, newToken: () => crypto.randomUUID() }, ctx.signal);
  },
});
