import { browser, type Browser } from 'wxt/browser';
import { ASK_ROUTES, PAUSED, routesKey, type PausedMessage, type RoutesMessage } from '@/lib/crm/page-port';
import { routeFor, type SiteRoute } from '@/lib/crm/route';
import { startOverlay, type Host } from './overlay';

/**
 * Starts the overlay by the route of this page: of a shipped adapter at once, of an added one as soon as it is known.
 * Follows what an admin adds or takes away while the page is open, and stays idle where the user paused it.
 */
export function startOnPage(shipped: SiteRoute | null, host: Host, signal: AbortSignal): void {
  let added: readonly SiteRoute[] = [];
  let paused = false;
  let running: { key: string; stop: AbortController } | null = null;
  const update = (): void => {
    const route = paused ? null : (routeFor(added, new URL(host.window.location.href)) ?? shipped);
    const key = route ? JSON.stringify(route) : '';
    if (signal.aborted || key === (running?.key ?? '')) return;
    running?.stop.abort();
    running = route ? { key, stop: new AbortController() } : null;
    if (route && running) startOverlay(route, host, AbortSignal.any([signal, running.stop.signal]));
  };
  const { origin } = host.window.location;
  const hear = (message: RoutesMessage | PausedMessage): void => {
    if (message.type === 'routes') added = message.routes;
    else paused = message.origins.includes(origin);
    update();
  };
  // Begun before it is known whether we are paused: until the panel is there nothing shows, and waiting would cost every page.
  update();
  onNews(hear, signal);
  void inSession(origin, running === null).then((news) => news.forEach(hear));
}

/**
 * Whether we are paused, and the routes that were added for this origin. Where nothing else is known the worker is woken to
 * ask: after a restart.
 */
async function inSession(origin: string, ask: boolean): Promise<(PausedMessage | RoutesMessage)[]> {
  const key = routesKey(origin);
  const stored = await browser.storage.session.get([key, PAUSED]).catch((): Record<string, unknown> => ({}));
  const origins = (stored[PAUSED] ?? []) as readonly string[]; // both are written by the background only
  const routes = stored[key] as readonly SiteRoute[] | undefined;
  const asked: unknown = routes || !ask ? routes : await browser.runtime.sendMessage(ASK_ROUTES).catch(() => []);
  return [
    { type: 'paused', origins },
    { type: 'routes', routes: Array.isArray(asked) ? (asked as SiteRoute[]) : [] },
  ];
}

function onNews(callback: (message: RoutesMessage | PausedMessage) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    if (!sender.tab && isNews(message)) callback(message); // only the background has no tab
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}

function isNews(message: unknown): message is RoutesMessage | PausedMessage {
  const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : null;
  return type === 'routes' || type === 'paused';
}
