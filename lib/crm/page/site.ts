import { browser } from 'wxt/browser';
import { ASK_ROUTES, PAUSED, QUIET, routesKey, type PausedMessage, type RoutesMessage } from '@/lib/crm/page-port';
import { routeFor, type SiteRoute } from '@/lib/crm/route';
import { onBackground } from './from-background';
import { fromSession } from './from-session';
import { startOverlay, type Host } from './overlay';

/**
 * Starts the overlay by the route of this page: of a shipped adapter at once, of an added one as soon as it is known.
 * Follows what an admin adds or takes away while the page is open, and stays idle where the user paused it.
 */
export function startOnPage(shipped: SiteRoute | null, host: Host, signal: AbortSignal): void {
  let added: readonly SiteRoute[] = [];
  let quiet: readonly string[] = [];
  let paused = false;
  let running: { key: string; stop: AbortController } | null = null;
  const update = (): void => {
    const found = paused ? null : (routeFor(added, new URL(host.window.location.href)) ?? shipped);
    const route = found && quiet.includes(found.adapter) ? { ...found, quiet: true as const } : found;
    const key = route ? JSON.stringify(route) : '';
    if (signal.aborted || key === (running?.key ?? '')) return;
    running?.stop.abort();
    running = route ? { key, stop: new AbortController() } : null;
    if (route && running) startOverlay(route, host, AbortSignal.any([signal, running.stop.signal]));
  };
  const { origin } = host.window.location;
  const hear = (message: News): void => {
    if ('origins' in message) paused = message.origins.includes(origin);
    else ({ routes: added, quiet } = message);
    update();
  };
  // Begun before it is known whether we are paused: until the panel is there nothing shows, and waiting would cost every page.
  update();
  onBackground((message) => (isRoutes(message) || isPaused(message)) && hear(message), signal);
  void known(origin, running === null).then((news) => news.forEach(hear));
}

type News = Pick<RoutesMessage, 'routes' | 'quiet'> | Pick<PausedMessage, 'origins'>;

/**
 * Where we are paused, and the routes that were added for this origin. Where nothing else is known the worker is woken to
 * ask: after a restart.
 */
async function known(origin: string, ask: boolean): Promise<News[]> {
  const key = routesKey(origin);
  const stored = await fromSession([key, QUIET, PAUSED]);
  // Written by the background only.
  const { [key]: routes, [QUIET]: quiet = [], [PAUSED]: origins = [] } = stored ?? {};
  if (routes || (stored && !ask)) return [{ origins }, { routes: routes ?? [], quiet }];
  const answer: unknown = await browser.runtime.sendMessage(ASK_ROUTES).catch(() => null);
  if (!isRoutes(answer)) return [{ origins }, { routes: [], quiet }];
  return [{ origins: stored ? origins : (answer.paused ?? []) }, answer];
}

function isRoutes(message: unknown): message is RoutesMessage {
  return isOfType(message, 'routes');
}

function isPaused(message: unknown): message is PausedMessage {
  return isOfType(message, 'paused');
}

function isOfType(message: unknown, type: string): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type;
}
