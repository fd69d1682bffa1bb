import { useBrowser, until, wait } from './browser.mjs';
import { told } from './panel-trace.mjs';
import { report } from './report.mjs';
import { round } from './stats.mjs';

const MB = 1_048_576;
const NAVIGATIONS = 100;
const DEALS = ['1', '2', '3', '4', '8', '9', '10'];

/**
 * What the extension adds to the CRM page's heap on a deal, and what a hundred deals in one tab leave behind, in the page and
 * in the panel. Live objects only: each figure is taken after the collector ran. The CRM under two names of this machine.
 */
export async function run({ executablePath, plain, crm, say }) {
  await useBrowser({ executablePath, extension: plain }, async (browser) => {
    const without = await walk(browser, { ...crm, host: '127.0.0.1' }, say);
    const used = await walk(browser, { ...crm, host: 'localhost' }, say);
    print(used, without);
  });
}

/** Heaps in bytes on the first deal and after a hundred more. The first round of deals loads what the CRM loads once, and is not counted. */
async function walk(browser, crm, say) {
  const isOurs = crm.host === 'localhost';
  const page = await browser.open();
  const show = async (id) => {
    await page.run(`location.hash = '#/deals/${id}/show'; undefined`);
    await wait(isOurs ? 250 : 200);
  };
  await page.goto(crm.dealUrl('6').replace('localhost', crm.host));
  await until(() => page.run("document.querySelector('[role=dialog] h5') !== null"), 'a deal of Atomic CRM');
  if (isOurs) await told(browser, '6');
  for (const id of [...DEALS, ...DEALS, '6']) await show(id);
  await wait(1_500);
  const panel = isOurs ? await browser.frameOf('/panel.html') : null;
  const heaps = async () => ({ page: await page.heap(), panel: panel ? await panel.heap() : 0 });
  const first = await heaps();
  for (let n = 0; n < NAVIGATIONS; n += 1) {
    await show(DEALS[n % DEALS.length]);
    if (n % 25 === 24) say(`  memory: ${n + 1} of ${NAVIGATIONS} deals ${isOurs ? 'with' : 'without'} the extension`);
  }
  await show('6');
  await wait(8_000); // what the panel keeps of deals that are shown no more, it keeps for seconds
  const last = await heaps();
  await page.close();
  return { first, last };
}

function print(used, without) {
  const grown = ({ first, last }, key) => (last[key] - first[key]) / MB;
  report({
    id: 'memory.host',
    value: (used.first.page - without.first.page) / MB,
    unit: 'MB',
    goal: '≤ 1.5 MB added to the host’s heap',
    limit: 1.5,
    ratio: used.first.page / without.first.page,
    detail: {
      without: round(without.first.page / MB),
      with: round(used.first.page / MB),
      panel: round(used.first.panel / MB),
    },
  });
  report({
    id: 'memory.growth',
    value: Math.max(grown(used, 'page') - grown(without, 'page'), grown(used, 'panel')),
    unit: 'MB',
    goal: `≤ 1 MB over ${NAVIGATIONS} deals, in the page and in the panel`,
    limit: 1,
    detail: {
      page: round(grown(used, 'page')),
      pageWithout: round(grown(without, 'page')),
      panel: round(grown(used, 'panel')),
    },
  });
}
