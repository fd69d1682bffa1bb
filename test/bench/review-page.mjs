import { putKeptDeals } from '../support/kept-deals.mjs';
import { until, useBrowser } from './browser.mjs';
import { report } from './report.mjs';
import { goals, load, MB, openSection, reportTimes, TENANT, timed } from './review-section.mjs';
import { median, round } from './stats.mjs';

const JUDGED = 10_000;
/** Copies of each judged deal: judging fifty thousand would be measured in another bench. */
const COPIES = 5;
const OPENED = 3;
const STEPS = 20;

/**
 * The review page over ten thousand open deals, and over fifty thousand. `usable`: from asking for the address to the paint of the first
 * rows with their totals, which may be those of the last look, and then say so; keys work from then on. `current`: to the same of what is
 * kept now, with the filters. `next`, `filter`, `decide`: from the key or the choice to the paint of what it asks for. Beside each
 * wall-clock time stands what the page's main thread worked, in ms of CPU. `judging`: of deals that were never judged before.
 */
export async function run({ executablePath, plain, say }) {
  await useBrowser({ executablePath, extension: plain }, async (browser) => {
    const ask = (code, given) => browser.run(`(${String(code)})(${JSON.stringify(given)})`);
    await ask(putKeptDeals, { tenant: TENANT, count: JUDGED, now: Date.now(), openOnly: true });
    say(`  review-page: ${JUDGED} deals are there`);
    await judged(browser);
    await ask(settle, { tenant: TENANT, copies: 1 });
    await measure(browser, 'review-page');
    await ask(settle, { tenant: TENANT, copies: COPIES });
    await measure(browser, 'review-page.50k');
  });
}

/** In the extension's own page: judges every deal. */
async function judged({ run: inOwnPage }) {
  const started = Date.now();
  await inOwnPage(`void chrome.runtime.sendMessage({ call: 'refreshQueue', input: { tenant: '${TENANT}' } })`);
  await until(
    async () => (await inOwnPage(`(${String(itemsThere)})()`)) >= JUDGED,
    'the deals to be judged',
    1_800, // a minute on a quiet machine
  );
  const ms = Date.now() - started;
  report({
    id: 'review-page.judging',
    value: ms / 1_000,
    unit: 's',
    goal: '10,000 deals ≤ 60 s',
    limit: 60,
    detail: { msPerDeal: round(ms / JUDGED), load: load() },
  });
}

/** How many deals the queue holds. */
async function itemsThere() {
  const opening = indexedDB.open('fairlead');
  const database = await new Promise((resolve) => opening.addEventListener('success', () => resolve(opening.result)));
  const counting = database.transaction('queue').objectStore('queue').count();
  const count = await new Promise((resolve) => counting.addEventListener('success', () => resolve(counting.result)));
  database.close();
  return count;
}

/** In the extension's own page: lets every deal rest on what it was judged by, and puts copies beside each with their verdicts. */
async function settle({ tenant, copies }) {
  const SNAPSHOT = 3;
  const opening = indexedDB.open('fairlead');
  const database = await new Promise((resolve) => opening.addEventListener('success', () => resolve(opening.result)));
  const all = (store) => {
    const asked = database.transaction(store).objectStore(store).getAll();
    return new Promise((resolve) => asked.addEventListener('success', () => resolve(asked.result)));
  };
  const rows = new Map((await all('deals')).map((row) => [row.id, row]));
  const items = (await all('queue')).filter((item) => item.tenant === tenant);
  for (let copy = 0; copy < copies; copy += 1) {
    const write = database.transaction(['deals', 'queue'], 'readwrite');
    for (const item of items) {
      const row = rows.get(item.dealId);
      const id = copy === 0 ? row.id : `${row.id}-${copy}`;
      const name = copy === 0 ? item.name : `${item.name}, copy ${copy}`;
      const hash = JSON.parse(item.more).basis.split(' ')[SNAPSHOT];
      write.objectStore('deals').put({ ...row, id, hash, deal: { ...row.deal, id } });
      const text = JSON.stringify({ ...JSON.parse(item.text), dealId: id, name });
      write.objectStore('queue').put({ ...item, dealId: id, name, text });
    }
    await new Promise((resolve) => write.addEventListener('complete', resolve));
  }
  database.close();
}

async function measure(browser, prefix) {
  const first = await opened(browser);
  await until(
    async () => (await browser.store(`get('look:review:${TENANT}')`))[`look:review:${TENANT}`]?.shown.of === first.of,
    'the last look',
    1_800,
  );
  await first.page.close();
  const later = [];
  for (let i = 0; i < OPENED; i += 1) {
    await later.at(-1)?.page.close();
    later.push(await opened(browser));
  }
  const { page } = later.at(-1);
  const of = (key) => median(later.map((one) => one[key]));
  const isLarge = prefix !== 'review-page';
  const usable = isLarge ? { goal: '50,000 deals ≤ 3 s', limit: 3_000 } : { goal: 'usable ≤ 1.5 s', limit: 1_500 };
  const detail = { cpuMs: round(of('cpu')), currentMs: round(of('current')), deals: first.of, load: load() };
  report({ id: `${prefix}.usable`, value: of('usable'), unit: 'ms', ...usable, detail });
  const { answer, memory } = goals(isLarge);
  for (const [name, code] of Object.entries({ filter: chooseOwner, next: pressNext, decide })) {
    const times = [];
    for (let i = 0; i < STEPS; i += 1) {
      times.push(await timed(page, code, i));
      if (name === 'decide') await page.run(`(${String(pressNext)})()`);
    }
    reportTimes(`${prefix}.${name}`, times, answer);
  }
  report({ id: `${prefix}.memory`, value: (await page.heap()) / MB, unit: 'MB', ...memory });
  await page.close();
}

/** Opens the page and says how many deals there are. */
async function opened(browser) {
  const shown = await openSection(browser, 'deals', watchRows);
  const totals = await shown.page.run('document.querySelector(".review-totals strong").textContent');
  return { ...shown, of: Number(/of ([\d,]+)/.exec(totals)?.[1].replaceAll(',', '')) };
}

/** In the page: notes when the first rows have been painted, and when they are those of now. */
function watchRows() {
  const times = {};
  globalThis.benchShown = times;
  const note = (name) => {
    times[name] = 0;
    requestAnimationFrame(() => setTimeout(() => (times[name] = performance.now())));
  };
  const look = () => {
    const isShown = document.querySelector('.queue-row') !== null && document.querySelector('.review-totals') !== null;
    if (isShown && times.usable === undefined) note('usable');
    if (isShown && document.querySelector('.review-filters') !== null) return note('current');
    return requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** In the page: another owner, until the totals of the new list are painted. */
function chooseOwner(i) {
  const select = document.querySelector('.review-filters .review-choice:nth-child(2) select');
  const totals = () => document.querySelector('.review-totals').textContent;
  const before = totals();
  const options = [...select.options].map(({ value }) => value);
  const started = performance.now();
  const value = i % 2 === 0 ? options[1 + (i % (options.length - 1))] : '';
  // React overwrites the element's own setter and would not notice a value that came through it.
  Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, value);
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (totals() === before) return requestAnimationFrame(look);
      return requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    };
    look();
  });
}

/** In the page: the key to the next deal, until that deal is painted. */
function pressNext() {
  const heading = () => document.querySelector('#review-deal-name')?.textContent;
  const before = heading();
  const started = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (heading() === undefined || heading() === before) return requestAnimationFrame(look);
      return requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    };
    look();
  });
}

/** In the page: a decision by its key, until it is painted as chosen. */
function decide(i) {
  const started = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: String((i % 4) + 1), bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('.review-calls label[data-chosen=true]') === null) return requestAnimationFrame(look);
      return requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    };
    look();
  });
}
