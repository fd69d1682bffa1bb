import { useBrowser, wait } from './browser.mjs';
import { forget, paints, told } from './panel-trace.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

const COLD_ROUNDS = 10;
/** Deals of Atomic CRM, each one first not seen before, then seen. */
const DEALS = ['1', '2', '3', '4', '8', '9', '10', '1', '4', '2', '9', '3', '10', '8'];

/** From a deal's record on screen to its assessment on screen; the panel's frame new or already there. */
export async function run({ executablePath, observed, crm, say }) {
  await useBrowser({ executablePath, extension: observed }, async (browser) => {
    const cold = { folded: [], open: [] };
    // The first visit fills the caches of the browser and is left out.
    for (let n = 0; n <= COLD_ROUNDS; n += 1) {
      const form = n % 2 === 0 ? 'folded' : 'open';
      const seen = await visitCold(browser, crm, DEALS[n % 7], form === 'open');
      if (n > 0) cold[form].push(seen);
      say(`  first-paint: ${n} of ${COLD_ROUNDS} new frames`);
    }
    printCold(cold);
    await forget(browser, true);
    printSpa(await walk(browser, crm));
  });
}

async function visitCold(browser, crm, id, open) {
  await forget(browser, open);
  const events = await browser.visit(async (page) => {
    await page.goto(crm.dealUrl(id));
    await told(browser, id);
    await wait(200);
  });
  const [sample] = paints(events);
  if (!sample) throw new Error(`first-paint: no panel was painted for deal ${id}`);
  return sample;
}

/** One deal after another in one tab, the panel open. */
async function walk(browser, crm) {
  const events = await browser.visit(async (page) => {
    await page.goto(crm.dealUrl('6'));
    await told(browser, '6');
    await wait(1_000);
    for (const id of DEALS) {
      await page.run(`location.hash = '#/deals/${id}/show'; undefined`);
      await told(browser, id);
      await wait(800);
    }
  });
  const samples = paints(events).slice(1);
  if (samples.length !== DEALS.length)
    throw new Error(`first-paint: ${samples.length} of ${DEALS.length} deals were painted`);
  return samples;
}

const p75 = (samples, key = 'paint') =>
  percentile(
    samples.map((sample) => sample[key]),
    0.75,
  );
const figures = (samples) => ({
  p75: round(p75(samples)),
  p50: round(median(samples.map(({ paint }) => paint))),
  p75SinceRecordInserted: round(p75(samples, 'sinceInserted')),
  all: samples.map(({ paint }) => round(paint)),
});

function printCold(cold) {
  report({
    id: 'first-paint.cold',
    value: p75([...cold.folded, ...cold.open]),
    unit: 'ms',
    goal: '≤ 300 ms p75, new frame',
    limit: 300,
    detail: { folded: figures(cold.folded), open: figures(cold.open) },
  });
}

function printSpa(samples) {
  const [unseen, seen] = [samples.slice(0, 7), samples.slice(7)];
  report({
    id: 'first-paint.spa',
    value: p75(samples),
    unit: 'ms',
    goal: '≤ 50 ms p75, later navigations',
    limit: 50,
    detail: { unseen: figures(unseen), seen: figures(seen) },
  });
}
