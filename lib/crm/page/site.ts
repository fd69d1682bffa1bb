import { browser, type Browser } from 'wxt/browser';
import { ASK_ROUTES, QUIET, routesKey, type RoutesMessage } from '@/lib/crm/page-port';
import { routeFor, type SiteRoute } from '@/lib/crm/route';
import { startOverlay, type Host } from './overlay';

/**
 * Starts the overlay by the route of this page: of a shipped adapter at once, of an added one as soon as it is known.
 * Follows what an admin adds or takes away while the page is open.
 */
export function startOnPage(shipped: SiteRoute | null, host: Host, signal: AbortSignal): void {
  let added: readonly SiteRoute[] = [];
  let quiet: readonly string[] = [];
  let running: { key: string; stop: AbortController } | null = null;
  const update = (): void => {
    const found = routeFor(added, new URL(host.window.location.href)) ?? shipped;
    const route = found && quiet.includes(found.adapter) ? { ...found, quiet: true as const } : found;
    const key = route ? JSON.stringify(route) : '';
    if (signal.aborted || key === (running?.key ?? '')) return;
    running?.stop.abort();
    running = route ? { key, stop: new AbortController() } : null;
    if (route && running) startOverlay(route, host, AbortSignal.any([signal, running.stop.signal]));
  };
  const take = (told: Known): void => {
    added = told.routes;
    quiet = told.quiet;
    update();
  };
  update();
  onRoutes(take, signal);
  void known(host.window.location.origin, running === null).then(take);
}

type Known = Pick<RoutesMessage, 'routes' | 'quiet'>;

/** The routes that were added for this origin. Where nothing else is known the worker is woken to ask: after a restart. */
async function known(origin: string, ask: boolean): Promise<Known> {
  const key = routesKey(origin);
  const stored = await browser.storage.session.get([key, QUIET]).catch((): Record<string, unknown> => ({}));
  const { [key]: routes, [QUIET]: quiet = [] } = stored as { [key: string]: never }; // written by the background only
  if (routes || !ask) return { routes: routes ?? [], quiet };
  const answer: unknown = await browser.runtime.sendMessage(ASK_ROUTES).catch(() => null);
  return isRoutes(answer) ? answer : { routes: [], quiet };
}

function onRoutes(callback: (known: Known) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    if (!sender.tab && isRoutes(message)) callback(message); // only the background has no tab
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}

function isRoutes(message: unknown): message is RoutesMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'routes';
}
