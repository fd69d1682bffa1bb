import type Axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type BrowserContext, type Frame, type Page, type Worker } from '@playwright/test';
import { extensionId, launchWithExtension, panelFrame } from '../../../.dev/browser.mjs';
import { ensureChromium } from '../../../.dev/chromium.mjs';
import { startAtomic } from '../../crms/atomic/serve.mjs';
import { lightningRoutes } from '../../crms/lightning/serve.mjs';
import { beginAnew, closePages, shareBrowser, type SharedBrowser } from './shared-browser';

/** The extension under test. */
export const EXTENSION = fileURLToPath(new URL('../../../.output/chrome-mv3-demo', import.meta.url));

type Atomic = { origin: string; boardUrl: string; dealUrl: (id: string) => string };

type TestFixtures = {
  context: BrowserContext;
  page: Page;
  /** The extension's id in this browser. */
  id: string;
  /** Serves a Lightning record page at its true origin, in either shadow mode. */
  lightning: (variant: 'synthetic' | 'native') => Promise<Lightning>;
  /** What axe finds wrong in a frame, one line a fault. */
  findFaults: (frame: Frame) => Promise<string[]>;
};

type Lightning = {
  recordUrl: (id: string) => string;
  consoleUrl: (id: string) => string;
  listUrl: string;
  boardUrl: string;
};

type Options = {
  /** A browser of its own, for a test that changes what cannot be set back: the browser's permissions, policy or files. */
  ownBrowser: boolean;
};

type WorkerFixtures = { atomic: Atomic; shared: () => Promise<SharedBrowser> };

/** axe, to be run in a page. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** In a worker, rejections reach no console of ours; this makes them. */
const REPORT_REJECTIONS = `for (const type of ['error', 'unhandledrejection'])
  self.addEventListener(type, (event) => console.error('uncaught', String(event.reason ?? event.message)));`;

/** A fresh extension in a fresh browser for each test; at its end, no context may have thrown or logged an error of ours. */
export const test = base.extend<TestFixtures & Options, WorkerFixtures>({
  ownBrowser: [false, { option: true }],
  shared: [
    async ({}, use) => {
      let browser: SharedBrowser | null = null;
      await use(async () => {
        if (browser && !(await beginAnew(browser))) {
          await browser.context.close();
          browser = null;
        }
        return (browser ??= await startShared());
      });
      await (browser as SharedBrowser | null)?.context.close();
    },
    { scope: 'worker' },
  ],
  atomic: [
    async ({}, use) => {
      const server = await startAtomic({ log: () => undefined });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ ownBrowser, shared }, use) => {
    const browser = ownBrowser ? null : await shared();
    const context = browser?.context ?? (await startBrowser(EXTENSION));
    const faults = browser?.faults ?? watchFaults(context);
    await extensionId(context);
    await use(context);
    await closePages(context);
    const found = [...faults]; // what a browser says while it goes is no fault of the test
    if (!browser) await context.close();
    expect(found, 'exceptions and errors in any context').toEqual([]);
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
  id: async ({ context }, use) => {
    await use(await extensionId(context));
  },
  lightning: async ({ context }, use) => {
    await use(async (variant) => {
      const fixture = await lightningRoutes({ variant, log: () => undefined });
      await context.route(`${fixture.origin}/**`, (route) => route.fulfill(fixture.respond(route.request().url())));
      return fixture;
    });
  },
  findFaults: async ({}, use) => {
    await use(async (frame) => {
      await frame.evaluate(AXE);
      return frame.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof Axe }).axe.run(document);
        return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
      });
    });
  },
});

async function startShared(): Promise<SharedBrowser> {
  const context = await startBrowser(EXTENSION);
  return shareBrowser(context, watchFaults(context));
}

export { expect };

/** Collects uncaught exceptions of every page and frame, and what the extension's own pages and worker log as errors. */
export function watchFaults(context: BrowserContext): string[] {
  const faults: string[] = [];
  const watchWorker = (worker: Worker): void => {
    worker.on('console', (message) => message.type() === 'error' && faults.push(`worker: ${message.text()}`));
    void worker.evaluate(REPORT_REJECTIONS).catch(() => undefined); // a worker that is stopping has nothing to report
  };
  context.serviceWorkers().forEach(watchWorker);
  context.on('serviceworker', watchWorker);
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  context.on('console', (message) => {
    const ours = message.location().url.startsWith('chrome-extension://');
    if (ours && message.type() === 'error') faults.push(`${message.location().url}: ${message.text()}`);
  });
  return faults;
}

/** Opens a deal and unfolds the panel. */
export async function openPanel(page: Page, url: string): Promise<Frame> {
  await page.bringToFront(); // a tab in the background paints nothing
  await page.goto(url);
  const panel = await panelFrame(page);
  // The pill grows with what it learns; a press that falls into such a moment hits nothing, for a person too.
  await expect(async () => {
    await page.bringToFront(); // another tab may have come up meanwhile
    if (await panel.locator('.pill').isVisible()) await panel.locator('.pill').click({ timeout: 2_000 });
    await panel.locator('.panel').waitFor({ timeout: 5_000 });
  }).toPass({ timeout: 45_000 });
  return panel;
}

/** A browser with an extension, in a new profile or in a given one, which stays. */
export async function startBrowser(
  extension: string,
  ignoreDefaultArgs: readonly string[] = [],
  profile?: string,
): Promise<BrowserContext> {
  const options = { ignoreDefaultArgs: ['--disable-extensions', ...ignoreDefaultArgs] };
  return launchWithExtension({ executablePath: await ensureChromium(), extension, headless: true, options, profile });
}

/** The admin page in a tab of its own. */
export async function packPage(context: BrowserContext, id: string): Promise<Page> {
  const admin = await context.newPage();
  await admin.goto(`chrome-extension://${id}/admin.html`);
  await admin.locator('.facts').waitFor();
  return admin;
}

/** Puts a pack in through the admin page, as an admin does; returns the page with the outcome. */
export async function putInPack(context: BrowserContext, id: string, pack: unknown): Promise<Page> {
  const admin = await packPage(context, id);
  await admin.getByLabel('Pack file').setInputFiles({
    name: 'pack.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(pack)),
  });
  await admin.locator('#packs .good, #packs .errors').waitFor();
  return admin;
}

/** Presses the keyboard shortcut, which reaches no headless browser: its event is raised in the worker, with the tab it would carry. */
export async function toggleFromToolbar(context: BrowserContext, page: Page): Promise<void> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  await worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url: `${new URL(url).origin}/*` });
    const { onCommand } = chrome.commands as unknown as {
      onCommand: { dispatch: (name: string, tab: unknown) => void };
    };
    onCommand.dispatch('toggle-panel', tab);
  }, page.url());
}

/** Waits until the background has stored what was said of a deal. */
export async function expectStored(context: BrowserContext, dealId: string): Promise<void> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('the extension has no worker');
  const isStored = (): Promise<boolean> =>
    worker.evaluate(async (id) => {
      const keys = Object.keys(await chrome.storage.local.get(null));
      return keys.some((key) => key.startsWith('deal:') && key.endsWith(`:${id}`));
    }, dealId);
  await expect.poll(isStored).toBe(true);
}

/** Whether the panel's frame is on screen. */
export async function frameIsShown(page: Page): Promise<boolean> {
  return (await host(page)).visible;
}

/** Where the panel's frame is on the page. */
export async function hostBox(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  return (await host(page)).box;
}

/** The frame's host: the one element of the root that is contained strictly; its shadow root is closed to the page and to us. */
function host(page: Page): Promise<{ visible: boolean; box: { x: number; y: number; width: number; height: number } }> {
  return page.evaluate(() => {
    const element = [...document.documentElement.children].find(
      (child) => (child as HTMLElement).style.contain === 'strict',
    );
    const { x, y, width, height } = element?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 };
    return {
      visible: element !== undefined && getComputedStyle(element).visibility === 'visible',
      box: { x, y, width, height },
    };
  });
}

export { panelFrame };
