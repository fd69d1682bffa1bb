import { extensionId, launchWithExtension } from '../../.dev/browser.mjs';
import { trytonMissing } from '../crms/tryton/install.mjs';
import { startTryton } from '../crms/tryton/serve.mjs';
import { signIn } from '../crms/tryton/session.mjs';
import * as atomic from './effort/atomic.mjs';
import { handsOn } from './effort/hands.mjs';
import { fixInPanel } from './effort/through-panel.mjs';
import * as tryton from './effort/tryton.mjs';
import { report } from './report.mjs';
import { round } from './stats.mjs';

/**
 * What a rep does to close six gaps through the panel, against the same six values in the CRM's own form: clicks and keys as they
 * are made by a script in the real CRM, and the time that the keystroke-level model gives for them.
 */
export async function run({ executablePath, plain, crm, say }) {
  const open = { panel: withPanel, form: withoutPanel };
  for (const [name, script] of Object.entries({ atomic, tryton })) {
    const missing = name === 'tryton' ? trytonMissing() : null;
    if (missing) {
      say(`  effort: not on Tryton: ${missing}`);
      continue;
    }
    const done = {};
    for (const way of ['panel', 'form']) {
      // A server of its own for each way: the other has left the deals filled. Atomic's data are the browser's.
      const server = name === 'tryton' ? await startTryton() : null;
      const context = await open[way]({ executablePath, extension: plain, pack: script.PACK });
      const fix = way === 'panel' ? fixInPanel : script.fixInForm;
      done[way] = await fixAll(context.pages()[0], script.DEALS, server ?? crm, fix);
      await context.close();
      await server?.close();
      say(`  effort: ${name}, ${way}`);
    }
    print(name, done);
  }
}

const SIZE = { viewport: { width: 1360, height: 860 } };

function withoutPanel({ executablePath }) {
  return launchWithExtension({ executablePath, headless: true, options: SIZE });
}

/** With the pack active and the panel left open. */
async function withPanel({ executablePath, extension, pack }) {
  const context = await launchWithExtension({ executablePath, extension, headless: true, options: SIZE });
  const id = await extensionId(context);
  const admin = await context.newPage();
  await admin.goto(`chrome-extension://${id}/admin.html`);
  const file = { name: 'effort.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(pack)) };
  await admin.getByLabel('Pack file').setInputFiles(file);
  await admin.locator('#packs .good').waitFor();
  const layout = { open: true, position: { side: 'right', x: 16, bottom: 16 } };
  await admin.evaluate((value) => chrome.storage.local.set({ layout: value }), layout);
  await admin.close();
  return context;
}

async function fixAll(page, deals, crm, fix) {
  const hands = handsOn(page);
  if (crm.database) await signIn(page, crm);
  for (const deal of deals) {
    await page.goto('about:blank');
    await page.goto(crm.database ? crm.recordUrl(deal.id) : crm.dealUrl(deal.id));
    await page.locator(READY).first().waitFor();
    await fix(page, hands, deal);
  }
  return hands.done;
}

/** A deal is on screen: Atomic's, or Tryton's. */
const READY = '[role=dialog] h5, #tabcontent > .tab-pane.active input[name=description]';

function print(crm, { panel, form }) {
  const actions = ({ clicks, keys }) => clicks + keys;
  const share = actions(panel) / actions(form);
  report({
    id: `effort.${crm}.actions`,
    value: share,
    unit: '×',
    goal: '≤ 0.4 × the clicks and keys of the CRM’s own form, six gaps',
    limit: 0.4,
    ratio: share,
    detail: {
      panel: { ...panel, seconds: round(panel.seconds) },
      form: { ...form, seconds: round(form.seconds) },
    },
  });
  const time = panel.seconds / form.seconds;
  report({
    id: `effort.${crm}.time`,
    value: time,
    unit: '×',
    goal: '≤ 0.5 × the time by the keystroke-level model, six gaps',
    limit: 0.5,
    ratio: time,
  });
}
