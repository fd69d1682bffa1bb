import { putKeptDeals } from '../support/kept-deals.mjs';
import { until, useBrowser } from './browser.mjs';
import { report } from './report.mjs';
import { goals, load, MB, openSection, reportTimes, TENANT, timed } from './review-section.mjs';
import { median, round } from './stats.mjs';

const FILTERS = 24;
/** Choices in each view besides the first. */
const FILTERS_OF_VIEW = 4;
const OPENED = 3;

/**
 * The insight page over what the extension keeps. `usable`: from asking for the address to the paint of head, filters and first chart with
 * their numbers, which may be those of the last look, and then say so; `current`: to the same from the tables themselves, after which a
 * choice is answered. `filter`: from a choice to the paint of the new answers of every chart on screen, over all views. Wall-clock times
 * depend on what else the machine does (`load`): beside each stands what the page's main thread worked, in ms of CPU.
 */
export async function run({ executablePath, plain, say }) {
  for (const count of [10_000, 50_000]) {
    await useBrowser({ executablePath, extension: plain }, async (browser) => {
      await browser.run(`(${String(putKeptDeals)})(${JSON.stringify({ tenant: TENANT, count, now: Date.now() })})`);
      say(`  insight-page: ${count} deals are there`);
      await measure(browser, count);
    });
  }
}

async function measure(browser, count) {
  // The first time the tables are made and kept; from then on they are there.
  const first = await opened(browser);
  await until(() => browser.run(`(${String(tablesThere)})(${JSON.stringify(TENANT)})`), 'the tables to be kept');
  await until(async () => Object.keys(await browser.store(`get('look:insight:${TENANT}')`)).length, 'the last look');
  await first.page.close();
  const later = [];
  for (let i = 1; i < OPENED; i += 1) {
    const one = await opened(browser);
    later.push(one);
    await one.page.close();
  }
  const workers = watchWorkers(browser);
  const last = await opened(browser, true);
  later.push(last);
  const { page } = last;
  const deals = await page.run('document.querySelector(".insight-source").textContent');
  const filters = await filtersOf(page);
  const held = await heldMb(browser, page.sessionId, workers());
  await page.close();

  const large = count > 10_000;
  const prefix = large ? 'insight-page.50k' : 'insight-page';
  const of = (key) => median(later.map((one) => one[key]));
  const usable = large ? { goal: '50,000 deals ≤ 15 s', limit: 15_000 } : { goal: 'usable ≤ 1.5 s', limit: 1_500 };
  const detail = {
    cpuMs: round(of('cpu')),
    currentMs: round(of('current')),
    firstEverMs: round(first.current),
    deals: /[\d,]+ deals/.exec(deals)?.[0],
    load: load(),
  };
  report({ id: `${prefix}.usable`, value: of('usable'), unit: 'ms', ...usable, detail });
  const { answer, memory } = goals(large);
  const viewsMs = filters.map(({ view, times }) => [view, round(median(times.map(({ ms }) => ms)))]);
  const all = filters.flatMap(({ times }) => times);
  reportTimes(`${prefix}.filter`, all, answer, { viewsMs: Object.fromEntries(viewsMs) });
  report({ id: `${prefix}.memory`, value: held.page + held.worker, unit: 'MB', ...memory, detail: held });
}

/** Opens the page; `watched`: with its worker. */
function opened(browser, watched = false) {
  const how = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  const attach = ({ sessionId }) => browser.send('Target.setAutoAttach', how, sessionId);
  return openSection(browser, 'insight', watchCharts, watched ? attach : undefined);
}

/** In the page: notes when the first chart has been painted, and when everything in sight is of today's tables. */
function watchCharts() {
  const times = {};
  globalThis.benchShown = times;
  const note = (name) => {
    times[name] = 0;
    requestAnimationFrame(() => setTimeout(() => (times[name] = performance.now())));
  };
  const look = () => {
    const isDrawn = document.querySelector('.insight-card svg.recharts-surface') !== null;
    const card = document.querySelector('.insight-card');
    if (isDrawn && times.usable === undefined) note('usable');
    if (isDrawn && card.getAttribute('aria-busy') === 'false') return note('current');
    return requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Choices in every view, each with its wall-clock time and the main thread's. */
async function filtersOf(page) {
  const views = await page.run('[...document.querySelectorAll(".insight-views button")].map((one) => one.textContent)');
  const all = [];
  for (const [at, view] of views.entries()) {
    await page.run(`document.querySelectorAll('.insight-views button')[${at}].click()`);
    await until(() => page.run(`(${String(isQuiet)})()`), `the view ${view}`);
    const times = [];
    for (let i = 0; i < (at === 0 ? FILTERS : FILTERS_OF_VIEW); i += 1) {
      times.push(await timed(page, choose, i + at));
    }
    all.push({ view, times });
  }
  return all;
}

/** Whether every chart is there and nothing is being computed. */
function isQuiet() {
  const cards = [...document.querySelectorAll('.insight-card')];
  return cards.length > 0 && cards.every((card) => card.getAttribute('aria-busy') !== 'true');
}

/** Chooses another owner, and waits for the paint of what every chart on screen says of it. */
function choose(i) {
  const select = document.querySelector('.insight-controls select');
  const value = String(i % 2 === 0 ? i % (select.options.length - 1) : -1);
  const seen = [...document.querySelectorAll('.insight-card')].filter((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  const started = performance.now();
  // React overwrites the element's own setter and would not notice a value that came through it.
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, value);
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (seen.some((card) => card.getAttribute('aria-busy') === 'true')) return requestAnimationFrame(look);
      // The library draws what its store was told in the frame after.
      return requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    };
    requestAnimationFrame(look);
  });
}

/** In the extension's own page: whether the tables of a CRM are kept and whole. */
async function tablesThere(tenant) {
  const reply = await chrome.runtime.sendMessage({ call: 'keptTables', input: { tenant } });
  return reply.output !== null;
}

/** Sessions with the page's workers, as they start. */
function watchWorkers({ on }) {
  const sessions = [];
  on(({ method, params }) => {
    if (method === 'Target.attachedToTarget' && params.targetInfo.type === 'worker') sessions.push(params.sessionId);
  });
  return () => sessions;
}

/** Live objects and buffers of the page and of its worker, after the collector has run. */
async function heldMb({ send }, page, [worker]) {
  if (worker === undefined) throw new Error('the page has no worker');
  const held = async (sessionId) => {
    await send('HeapProfiler.collectGarbage', {}, sessionId);
    const heap = await send('Runtime.getHeapUsage', {}, sessionId);
    return (heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + (heap.backingStorageSize ?? 0)) / MB;
  };
  return { page: await held(page), worker: await held(worker) };
}
