import { startAtomic } from '../test/crms/atomic/serve.mjs';
import { launchWithExtension, panelFrame } from './browser.mjs';
import { ensureChromium } from './chromium.mjs';
import { makeDemoBuild } from './demo-build.mjs';
import { run, say } from './progress.mjs';
import { ensureInstalled, fail, root, toolEnvironment } from './setup.mjs';

/** The deal that the demo shows. */
export const DEMO_DEAL = '1';

/**
 * From nothing to an open panel on a deal of a real CRM: installs, builds, serves, starts Chromium.
 * `close` ends both the browser and the CRM.
 */
export async function openDemo({ headless, colorScheme = 'light' }) {
  await ensureInstalled();
  const executablePath = await ensureChromium();
  const [crm, built] = await Promise.all([
    startAtomic({ log: say }),
    run('Building the extension', 'wxt', ['build'], { cwd: root, env: toolEnvironment() }),
  ]);
  if (built !== 0) fail('The extension could not be built: see the lines above.');
  const options = headless ? { colorScheme } : {};
  const context = await launchWithExtension({ executablePath, extension: makeDemoBuild(), headless, options });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(crm.dealUrl(DEMO_DEAL));
  const panel = await panelFrame(page);
  await panel.locator('.pill').click();
  await panel.locator('.section').first().waitFor();
  const close = async () => {
    await context.close().catch(() => undefined);
    await crm.close();
  };
  return { context, page, crm, close };
}
