import type { BrowserContext, Page, Worker } from '@playwright/test';
import { extensionId } from '../../../.dev/browser.mjs';
import { takeHost } from './host-access';

/** A browser that several tests use one after another, and where they have been. */
export type SharedBrowser = { context: BrowserContext; faults: string[]; visited: Set<string> };

/** Makes a browser fit for sharing: notes every site that is opened, so that what it stored can be deleted. */
export async function shareBrowser(context: BrowserContext, faults: string[]): Promise<SharedBrowser> {
  await turnOnDeveloperMode(context.pages()[0] ?? (await context.newPage()));
  const visited = new Set<string>();
  context.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().startsWith('http')) visited.add(new URL(request.url()).origin);
  });
  return { context, faults, visited };
}

/** Closes what a test has opened; the one tab that is left keeps the browser alive. */
export async function closePages(context: BrowserContext): Promise<void> {
  const last = await context.newPage();
  for (const page of context.pages()) if (page !== last) await page.close();
}

/**
 * Makes a used browser as good as new: nothing stored by the extension or by a site, nothing allowed that was asked for, no route,
 * no worker of before. A start of Chromium costs more than most tests; the extension itself does start anew. False: the browser has lost track of the restarted
 * worker, as happens now and then, and is to be replaced.
 */
export async function beginAnew({ context, faults, visited }: SharedBrowser): Promise<boolean> {
  const id = await extensionId(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.setOffline(false);
  await context.clearCookies();
  await forgetSites(page, visited);
  const wiper = await context.newPage();
  await wiper.goto(`chrome-extension://${id}/manifest.json`); // a page of the extension that runs nothing
  for (const host of await wiper.evaluate(allowedOnRequest)) await takeHost(context, id, host);
  const restarted = context.waitForEvent('serviceworker', { timeout: 10_000 }).catch(() => null);
  await wiper.evaluate(wipeAndReload).catch(() => undefined); // the page goes with the extension it reloads
  const worker = await restarted;
  if (worker === null || !(await answers(worker))) return false;
  if (!wiper.isClosed()) await wiper.close();
  visited.clear();
  faults.length = 0;
  return true;
}

/** Whether the browser still knows a worker: it refuses every call of one that it does not. */
function answers(worker: Worker): Promise<boolean> {
  const asked = worker
    .evaluate(() => chrome.runtime.getPlatformInfo())
    .then(
      () => true,
      () => false,
    );
  return Promise.race([asked, new Promise<false>((resolve) => setTimeout(() => resolve(false), 5_000))]);
}

type DeveloperPrivate = {
  developerPrivate: { updateProfileConfiguration: (update: { inDeveloperMode: boolean }) => Promise<void> };
};

/** Without it the browser turns an extension off that comes from a folder and reloads itself. */
async function turnOnDeveloperMode(page: Page): Promise<void> {
  await page.goto('chrome://extensions');
  await page.evaluate(() => {
    const { developerPrivate } = (globalThis as unknown as { chrome: DeveloperPrivate }).chrome;
    return developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  });
  await page.goto('about:blank');
}

async function forgetSites(page: Page, origins: Iterable<string>): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  for (const origin of origins) await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await cdp.detach();
}

/** Runs in a page of the extension: the hosts that were allowed beyond those of the manifest. */
async function allowedOnRequest(): Promise<string[]> {
  const { host_permissions: hosts = [], content_scripts: scripts = [] } = chrome.runtime.getManifest();
  const own = new Set([...hosts, ...scripts.flatMap(({ matches }) => matches ?? [])]);
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.filter((origin) => !own.has(origin));
}

/** Runs in a page of the extension. */
async function wipeAndReload(): Promise<void> {
  const databases = await indexedDB.databases();
  await Promise.all(
    databases.map(
      ({ name }) =>
        new Promise((resolve) => {
          const request = indexedDB.deleteDatabase(name ?? '');
          for (const end of ['success', 'error']) request.addEventListener(end, resolve);
        }),
    ),
  );
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
  await Promise.all([chrome.alarms.clearAll(), chrome.scripting.unregisterContentScripts()]);
  chrome.runtime.reload();
}
