import { browser, type Browser } from 'wxt/browser';
import { openSession } from '@/lib/cache/for-pages';
import { onAdaptersChange, readCatalog } from '@/lib/cache/adapters';
import { readPaused } from '@/lib/cache/paused';
import { addedHosts, type Catalog } from '@/lib/crm/catalog';
import { ASK_ROUTES, planKey, QUIET, routesKey, type RoutesMessage } from '@/lib/crm/page-port';
import { originPattern, patternCovers } from '@/lib/crm/patterns';
import { matchesHost, type SiteRoute } from '@/lib/crm/route';

/** The content script of added CRMs is the same file as that of the shipped ones. */
const SCRIPT = 'content-scripts/overlay.js';
const ID = 'added-crms';

let queue: Promise<unknown> = Promise.resolve();

/**
 * Makes the content script run exactly where added adapters work and their host permission is given, in tabs that are
 * open too. One at a time: two rounds that overlap would register twice.
 */
export function alignSites(): Promise<void> {
  const next = queue.then(align);
  queue = next.catch(() => undefined);
  return next;
}

/** Keeps the sites in order: at start, after an update, and whenever a host permission comes or goes. */
export function watchSites(): void {
  const run = (): void => void alignSites();
  browser.runtime.onStartup.addListener(run);
  browser.runtime.onInstalled.addListener(run);
  browser.permissions.onAdded.addListener(run);
  browser.permissions.onRemoved.addListener(run);
  onAdaptersChange(run, new AbortController().signal); // a policy or pack brings some, or allows others
  browser.runtime.onMessage.addListener((message: unknown, sender, reply: (routes: unknown) => void) => {
    if (message !== ASK_ROUTES || !isPageOfOurs(sender)) return false;
    answerFor(new URL(sender.url ?? '')).then(reply, () => reply(null));
    return true; // the reply comes later
  });
}

async function align(): Promise<void> {
  const catalog = await readCatalog();
  const allowed = await allowedHosts(addedHosts(catalog).filter((host) => !isShipped(host)));
  const before = await register(allowed);
  await writeSession(catalog);
  await tellOpenTabs(allowed, before);
}

async function allowedHosts(hosts: readonly string[]): Promise<string[]> {
  const checks = await Promise.all(hosts.map((host) => browser.permissions.contains({ origins: [host] })));
  return hosts.filter((_host, at) => checks[at]);
}

/** The manifest sends the script there itself. */
function isShipped(host: string): boolean {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  return scripts.some((script) => script.matches?.some((pattern) => patternCovers(pattern, host)));
}

/** Registers the script for these hosts alone; returns the hosts before. */
async function register(hosts: readonly string[]): Promise<readonly string[]> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
  const before = registered?.matches ?? [];
  if (hosts.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    return before;
  }
  const script = {
    id: ID,
    js: [SCRIPT],
    matches: [...hosts],
    runAt: 'document_idle' as const,
    allFrames: false,
    persistAcrossSessions: true,
  };
  if (registered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
  return before;
}

/** Each page finds the routes of its own origin; hosts with a wildcard have no one origin and ask. */
async function writeSession(catalog: Catalog): Promise<void> {
  const session: Record<string, SiteRoute[]> = {};
  for (const route of catalog.added) {
    for (const origin of originsOf(route)) (session[routesKey(origin)] ??= []).push(route);
  }
  const stored = Object.keys(await browser.storage.session.get(null)).filter((key) => key.startsWith(routesKey('')));
  await openSession();
  await browser.storage.session.remove(stored.filter((key) => !(key in session)));
  const quiet = quietIn(catalog);
  await browser.storage.session.remove(quiet.map(planKey)); // no page is read by what a panel left there
  await browser.storage.session.set({ ...session, [QUIET]: quiet });
}

function quietIn({ blocked }: Catalog): string[] {
  return [...new Set(blocked.map(({ adapter }) => adapter))];
}

function originsOf(route: SiteRoute): string[] {
  if (route.origin !== undefined) return [route.origin];
  return route.hosts.filter((host) => !host.includes('*.')).map((host) => new URL(host.replaceAll('*', '')).origin);
}

async function answerFor(url: URL): Promise<RoutesMessage> {
  return { ...(await routesFor(url)), paused: await readPaused() };
}

async function routesFor(url: URL | null): Promise<RoutesMessage> {
  const catalog = await readCatalog();
  const routes = catalog.added.filter((route) => url !== null && isAt(route, url));
  return { type: 'routes', routes, quiet: quietIn(catalog) };
}

function isAt(route: SiteRoute, url: URL): boolean {
  if (route.origin !== undefined) return route.origin === url.origin;
  return [...route.hosts, ...(route.devHosts ?? [])].some((host) => originMatches(host, url));
}

/** Any page of the pattern's origin: which of them are deals changes with navigation, and the page itself knows. */
function originMatches(host: string, url: URL): boolean {
  return matchesHost(originPattern(host), url);
}

/** Where a script runs already it is told; where the host is new it is started. */
async function tellOpenTabs(hosts: readonly string[], before: readonly string[]): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(tabs.map((tab) => tellTab(hosts, before, tab)));
}

async function tellTab(hosts: readonly string[], before: readonly string[], tab: Browser.tabs.Tab): Promise<void> {
  if (tab.id === undefined) return;
  const url = tab.url ? new URL(tab.url) : null; // without the permission the address is not told
  const runsHere = url !== null && hosts.some((host) => matchesHost(host, url));
  const isNew = runsHere && !before.some((host) => matchesHost(host, url));
  if (isNew) {
    await browser.scripting.executeScript({ target: { tabId: tab.id }, files: [`/${SCRIPT}`] }).catch(() => undefined);
    return;
  }
  const message = await routesFor(url);
  await browser.tabs.sendMessage(tab.id, message, { frameId: 0 }).catch(() => undefined); // no script there
}

function isPageOfOurs(sender: Browser.runtime.MessageSender): boolean {
  return (
    sender.id === browser.runtime.id && sender.frameId === 0 && sender.tab !== undefined && sender.url !== undefined
  );
}
