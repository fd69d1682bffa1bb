import { fileURLToPath } from 'node:url';
import { test as base, expect, type BrowserContext, type Frame, type Page } from '@playwright/test';
import { extensionId, launchWithExtension, panelFrame } from '../../../.dev/browser.mjs';
import { ensureChromium } from '../../../.dev/chromium.mjs';
import { startAtomic } from '../../crms/atomic/serve.mjs';

const EXTENSION = fileURLToPath(new URL('../../../.output/chrome-mv3-demo', import.meta.url));

type Atomic = { origin: string; boardUrl: string; dealUrl: (id: string) => string };

type TestFixtures = {
  context: BrowserContext;
  page: Page;
  /** The extension's id in this browser. */
  id: string;
};

type WorkerFixtures = { atomic: Atomic; colorScheme: 'light' | 'dark' };

/** A fresh browser with the extension for each test; at its end, no context may have thrown or logged an error of ours. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  atomic: [
    async ({}, use) => {
      const server = await startAtomic({ log: () => undefined });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  context: async ({}, use) => {
    const context: BrowserContext = await launchWithExtension({
      executablePath: await ensureChromium(),
      extension: EXTENSION,
      headless: true,
    });
    const faults = watchFaults(context);
    await extensionId(context);
    await use(context);
    await context.close();
    expect(faults, 'exceptions and errors in any context').toEqual([]);
  },
  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },
  id: async ({ context }, use) => {
    await use(await extensionId(context));
  },
});

export { expect };

/** Collects uncaught exceptions of every page and frame, and what the extension's own pages and worker log as errors. */
function watchFaults(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  context.on('console', (message) => {
    const ours = message.location().url.startsWith('chrome-extension://');
    if (ours && message.type() === 'error') faults.push(`${message.location().url}: ${message.text()}`);
  });
  return faults;
}

/** Opens a deal and unfolds the panel. */
export async function openPanel(page: Page, url: string): Promise<Frame> {
  await page.goto(url);
  const panel = await panelFrame(page);
  await panel.locator('.pill').click();
  await panel.locator('.panel').waitFor();
  return panel;
}

export { panelFrame };
