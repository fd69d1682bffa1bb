import { browser, type Browser } from 'wxt/browser';
import { ASK_ROUTES, routesKey, type RoutesMessage } from '@/lib/crm/page-port';
import { routeFor, type SiteRoute } from '@/lib/crm/route';
import { startOverlay, type Host } from './overlay';

/**
 * Starts the overlay by the route of this page: of a shipped adapter at once, of an added one as soon as it is known.
 * Follows what an admin adds or takes away while the page is open.
 */
export function startOnPage(shipped: SiteRoute | null, host: Host, signal: AbortSignal): void {
  let added: readonly SiteRoute[] = [];
  let running: { key: string; stop: AbortController } | null = null;
  const update = (): void => {
    const route = routeFor(added, new URL(host.window.location.href)) ?? shipped;
    const key = route ? JSON.stringify(route) : '';
    if (signal.aborted || key === (running?.key ?? '')) return;
    running?.stop.abort();
    running = route ? { key, stop: new AbortController() } : null;
    if (route && running) startOverlay(route, host, AbortSignal.any([signal, running.stop.signal]));
  };
  const add = (routes: readonly SiteRoute[]): void => {
    added = routes;
    update();
  };
  update();
  onRoutes(add, signal);
  void addedRoutes(host.window.location.origin, running === null).then(add);
}

/** The routes that were added for this origin. Where nothing else is known the worker is woken to ask: after a restart. */
async function addedRoutes(origin: string, ask: boolean): Promise<readonly SiteRoute[]> {
  const key = routesKey(origin);
  const stored = await browser.storage.session.get(key).catch((): Record<string, unknown> => ({}));
  const routes = stored[key] as readonly SiteRoute[] | undefined; // written by the background only
  if (routes || !ask) return routes ?? [];
  const answer: unknown = await browser.runtime.sendMessage(ASK_ROUTES).catch(() => []);
  return Array.isArray(answer) ? (answer as SiteRoute[]) : [];
}

function onRoutes(callback: (routes: readonly SiteRoute[]) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    if (!sender.tab && isRoutes(message)) callback(message.routes); // only the background has no tab
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}

function isRoutes(message: unknown): message is RoutesMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'routes';
}
