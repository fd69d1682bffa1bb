import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Starts Chromium with the extension in a new, empty profile, which goes when the browser closes, or in a given one, which stays.
 * The flags keep it from calling home: nothing but the page under test is to be on the network.
 * @param {{ executablePath: string | void, extension?: string, headless: boolean, options?: object, args?: string[], profile?: string | undefined }} given
 */
export async function launchWithExtension({
  executablePath,
  extension,
  headless,
  options = {},
  args = [],
  profile: kept,
}) {
  const { chromium } = await import('playwright-core');
  const profile = kept ?? mkdtempSync(join(tmpdir(), 'fairlead-profile-'));
  const load = extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false, // Playwright's own headless mode has no extensions; the new one is asked for below
    viewport: headless ? { width: 1360, height: 860 } : null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(headless ? ['--headless=new', '--disable-gpu'] : ['--start-maximized']),
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...load,
      ...args,
    ],
    ...options,
  });
  if (kept === undefined) context.once('close', () => removeLater(profile));
  return context;
}

/** The id that the browser gave the extension. */
export async function extensionId(context) {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 15_000 }));
  return new URL(worker.url()).host;
}

/** The panel's frame on a page, once it is there. */
export async function panelFrame(page, timeout = 15_000) {
  const isPanel = (frame) => frame.url().includes('/panel.html');
  const until = Date.now() + timeout;
  for (;;) {
    const frame = page.frames().find(isPanel);
    if (frame) return frame;
    if (Date.now() > until) throw new Error(`no panel appeared on ${page.url()} within ${timeout} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Chromium's last processes may still write for a moment; a profile that stays behind in the temporary folder does no harm. */
function removeLater(folder) {
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
}
