import { buildPageReader } from '../support/page-reader.mjs';
import { report } from './report.mjs';
import { median, round } from './stats.mjs';

const FIELDS = 60;
const ROUNDS = 25;
/** What else a record page holds: a reader that looked at every element for every field would drown in it. */
const NOISE = 3_000;

/** Reading 60 fields from a page, in the page's own main thread: once as attributes in shadow roots, once by their labels. */
export async function run({ executablePath }) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const reader = await buildPageReader();
  const seen = {};
  for (const variant of ['attributes', 'labels']) {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><main></main>');
    await page.evaluate(reader);
    seen[variant] = await page.evaluate(measure, { variant, fields: FIELDS, noise: NOISE, rounds: ROUNDS });
    if (seen[variant].read !== FIELDS) throw new Error(`read-60: ${seen[variant].read} of ${FIELDS} fields were read`);
    await page.close();
  }
  await browser.close();
  const times = Object.values(seen).map(({ times: each }) => median(each));
  report({
    id: 'read-60',
    value: Math.max(...times),
    unit: 'ms',
    goal: '≤ 10 ms of the host’s main thread for 60 fields',
    limit: 10,
    detail: Object.fromEntries(
      Object.entries(seen).map(([name, { times: each, first }]) => [
        name,
        { median: round(median(each)), first: round(first), worst: round(Math.max(...each)) },
      ]),
    ),
  });
}

/** Runs in the page. */
function measure({ variant, fields, noise, rounds }) {
  const { openPane, readPane } = globalThis.pageReader;
  const deep = variant === 'attributes';
  const main = document.querySelector('main');
  const add = (parent, tag, attributes = {}, text = '') => {
    const element = parent.appendChild(document.createElement(tag));
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  const plan = { ready: '[data-field]', labels: [], emptyTexts: [], fields: {}, lists: {} };
  if (deep) plan.deep = true;
  else plan.labels = [{ label: 'span.label', to: 'next' }];
  for (let n = 0; n < fields; n += 1) {
    const row = add(main, 'x-field', { 'data-field': `f${n}` });
    const inside = deep ? row.attachShadow({ mode: 'open' }) : row;
    add(inside, 'span', { class: 'label' }, `Label ${n}`);
    add(inside, 'span', { class: 'value' }, `Value ${n}`);
    plan.fields[`custom.f${n}`] = {
      at: [deep ? { css: `[data-field=f${n}] >>> .value` } : { labels: [`Label ${n}`] }],
    };
  }
  for (let n = 0; n < noise; n += 1)
    add(main, n % 5 === 0 ? 'x-card' : 'div', { class: 'card' }, `Something else ${n}`);
  const times = [];
  let read = 0;
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    const pane = openPane(plan, document, '1');
    const content = readPane(plan, pane);
    times.push(performance.now() - from);
    read = Object.values(content.fields).filter(({ state }) => state === 'value').length;
  }
  return { times: times.slice(1), first: times[0], read };
}
