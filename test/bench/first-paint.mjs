import { loadavg } from 'node:os';
import { useBrowser, wait } from './browser.mjs';
import { forget, paints, sinceStarts, told } from './panel-trace.mjs';
import { report } from './report.mjs';
import { median, percentile, round } from './stats.mjs';

const ROUNDS = 5;
/** Deals of Atomic CRM, each one first not seen before, then seen. */
const DEALS = ['1', '2', '3', '4', '8', '9', '10', '1', '4', '2', '9', '3', '10', '8'];

/**
 * From a deal's record on screen to its assessment on screen; the panel's frame new or already there. A new frame is also timed
 * from its own beginning and from the page's: the CRM's own start lies in both. `first` has neither a plan nor a look left by a panel
 * before, as after a start of the browser.
 */
export async function run({ executablePath, observed, crm, say }) {
  await useBrowser({ executablePath, extension: observed }, async (browser) => {
    const cold = { first: [], folded: [], open: [] };
    for (const form of Object.keys(cold)) {
      // The first visit fills the caches of the browser, leaves the panel in this form, and is left out.
      for (let n = 0; n <= ROUNDS; n += 1) {
        if (form === 'first') await browser.run('chrome.storage.session.clear()');
        const seen = await visitCold(browser, crm, DEALS[n], form !== 'folded');
        if (n > 0) cold[form].push(seen);
      }
      say(`  first-paint: ${ROUNDS} new frames, ${form}`);
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
  return { ...sample, ...sinceStarts(events, sample.at) };
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
const coldFigures = (samples) => ({
  ...figures(samples),
  p50SinceFrame: round(median(samples.map(({ sinceFrame }) => sinceFrame))),
  p50SinceNavigation: round(median(samples.map(({ sinceNavigation }) => sinceNavigation))),
  p50PanelCpu: round(median(samples.map(({ cpu }) => cpu))),
});

function printCold({ first, folded, open }) {
  report({
    id: 'first-paint.cold',
    value: p75([...folded, ...open]),
    unit: 'ms',
    goal: '≤ 300 ms p75, new frame',
    limit: 300,
    detail: {
      load: round(loadavg()[0]),
      folded: coldFigures(folded),
      open: coldFigures(open),
      firstOfSession: coldFigures(first),
    },
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
