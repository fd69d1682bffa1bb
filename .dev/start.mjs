/** `npm start`: the extension at work on a real CRM, from nothing. `--headless` prints the assessment and ends. */
import { join } from 'node:path';
import { startAtomic } from '../test/crms/atomic/serve.mjs';
import { extensionId, launchWithExtension, panelFrame } from './browser.mjs';
import { ensureChromium } from './chromium.mjs';
import { makeDemoBuild } from './demo-build.mjs';
import { run, say } from './progress.mjs';
import { ensureInstalled, fail, root, toolEnvironment } from './setup.mjs';

const DEMO_DEAL = '1';

await ensureInstalled();
const executablePath = await ensureChromium();
const headless = process.argv.includes('--headless') || !hasDisplay();
if (headless && !process.argv.includes('--headless')) say('There is no display here, so Chromium runs headless.');

const [crm, built] = await Promise.all([
  startAtomic({ log: say }),
  run('Building the extension', 'wxt', ['build'], { cwd: root, env: toolEnvironment() }),
]);
if (built !== 0) fail('The extension could not be built: see the lines above.');

const context = await launchWithExtension({ executablePath, extension: makeDemoBuild(), headless });
const stop = async () => {
  await context.close().catch(() => undefined);
  await crm.close();
  process.exit(0);
};
process.once('SIGINT', stop);

const page = context.pages()[0] ?? (await context.newPage());
await page.goto(crm.dealUrl(DEMO_DEAL));
const panel = await panelFrame(page);
await panel.locator('.pill').click();
await panel.locator('.section').first().waitFor();

if (headless) {
  await page.waitForTimeout(300); // the CRM's own opening animation
  await page.screenshot({ path: join(root, 'demo.png') });
  say('Wrote demo.png.');
  process.stdout.write(`${JSON.stringify(await assessment(), null, 2)}\n`);
  await stop();
}
say(`Fairlead is at work on ${page.url()}. Close the browser, or press Ctrl+C here, to end.`);
context.once('close', stop);

/** The assessment of the demo deal as the extension stored it. */
async function assessment() {
  const own = await context.newPage();
  await own.goto(`chrome-extension://${await extensionId(context)}/admin.html`);
  const key = `deal:atomic-crm@${crm.origin}:${DEMO_DEAL}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const stored = await own.evaluate((name) => chrome.storage.local.get(name), key);
    if (stored[key]) return stored[key].assessment;
    await own.waitForTimeout(50);
  }
  return fail('The panel painted, but its assessment was not stored.');
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
