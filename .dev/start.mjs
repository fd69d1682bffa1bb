/** `npm start`: the extension at work on a real CRM, from nothing. `--headless` prints the assessment and ends. */
import { join } from 'node:path';
import { extensionId } from './browser.mjs';
import { DEMO_DEAL, openDemo } from './demo.mjs';
import { say } from './progress.mjs';
import { fail, root } from './setup.mjs';

const asked = process.argv.includes('--headless');
const headless = asked || !hasDisplay();
if (headless && !asked) say('There is no display here, so Chromium runs headless.');

const demo = await openDemo({ headless });
process.once('SIGINT', end);

if (headless) {
  await demo.page.waitForTimeout(300); // the CRM's own opening animation
  await demo.page.screenshot({ path: join(root, 'demo.png') });
  say('Wrote demo.png.');
  process.stdout.write(`${JSON.stringify(await assessment(), null, 2)}\n`);
  await end();
}
say(`Fairlead is at work on ${demo.page.url()}. Close the browser, or press Ctrl+C here, to end.`);
demo.context.once('close', end);

/** The assessment of the demo deal as the extension stored it. */
async function assessment() {
  const own = await demo.context.newPage();
  await own.goto(`chrome-extension://${await extensionId(demo.context)}/admin.html`);
  const key = `deal:atomic-crm@${demo.crm.origin}:${DEMO_DEAL}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const stored = await own.evaluate((name) => chrome.storage.local.get(name), key);
    if (stored[key]) return stored[key].assessment;
    await own.waitForTimeout(50);
  }
  return fail('The panel painted, but its assessment was not stored.');
}

async function end() {
  await demo.close();
  process.exit(0);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
