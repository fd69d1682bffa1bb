import { test as base, expect, type Page } from '@playwright/test';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../.dev/chromium.mjs';
import type { ReadPlan } from '../../lib/crm/adapter-schema';
import type { RawField } from '../../lib/domain/raw-reading';
import { buildPageReader } from '../support/page-reader.mjs';
import { NO_SELECTORS, SELECTORS } from '../support/selectors.mjs';

type Reader = { readPane: (plan: unknown, pane: ParentNode) => { fields: Record<string, RawField> } };

/** A bare browser page with the page reader on it: nothing here needs the extension. */
const test = base.extend<object, { bare: Page }>({
  bare: [
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: (await ensureChromium()) ?? '', args: ['--no-sandbox'] });
      const page = await browser.newPage();
      await page.goto('about:blank');
      await page.evaluate(await buildPageReader());
      await use(page);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

/** Where the fields of the page below are, and what a reader must say of each. */
const AT: readonly [css: string, says: string][] = [
  ['[data-f=amount] >>> b', 'in shadow 1'],
  ['x-row[data-f="stage"] >>> b', 'in shadow 2'],
  ["[data-f^='next'] >>> b", 'in shadow 3'],
  ['#plain', 'outside'],
  ['main > .memo', 'of the memo'],
  ['[data-f=twice] >>> b', 'ambiguous'],
  ['[data-f=nowhere]', 'notOnPage'],
  // None of these is a selector, though the browser closes some by itself.
  ['[[', 'notOnPage'],
  ['p::', 'notOnPage'],
  ['#plain:is(p', 'outside'],
  ['[data-f="amount" >>> b', 'in shadow 1'],
  ['#plain /* a comment', 'outside'],
  ['[title="a)"]:is(p', 'outside'],
];

/** Builds a page with this many shadow roots and reads it. */
async function readWith(page: Page, roots: number): Promise<RawField[]> {
  const fields = Object.fromEntries(AT.map(([css], at) => [`f${at}`, { at: [{ css }] }]));
  const plan: Omit<ReadPlan, 'fields'> & { fields: unknown } = {
    ready: 'main',
    deep: true,
    labels: [],
    emptyTexts: [],
    lists: {},
    fields,
  };
  const read = await page.evaluate(
    ({ wanted, count }) => {
      const { document } = globalThis;
      document.body.innerHTML = '<main><p id="plain" title="a)">outside</p><p class="memo">of the memo</p></main>';
      const main = document.querySelector('main');
      const names = ['amount', 'stage', 'nextStep', 'twice', 'twice'];
      for (let n = 0; n < count; n += 1) {
        const row = document.createElement('x-row');
        row.dataset['f'] = names[n] ?? `other-${n}`;
        row.attachShadow({ mode: 'open' }).innerHTML = `<b>in shadow ${n + 1}</b>`;
        main?.append(row);
      }
      return (globalThis as unknown as { pageReader: Reader }).pageReader.readPane(wanted, document).fields;
    },
    { wanted: plan, count: roots },
  );
  return AT.map((_, at): RawField => read[`f${at}`] ?? { state: 'unknown', reason: 'notOnPage' });
}

test('what the check of adapters takes for a selector, or for none, the browser does too', async ({ bare }) => {
  const taken = await bare.evaluate(
    (all) =>
      all.filter((css) => {
        try {
          new DocumentFragment().querySelector(css);
          return true;
        } catch {
          return false;
        }
      }),
    [...SELECTORS, ...NO_SELECTORS],
  );
  expect(taken).toEqual(SELECTORS);
});

for (const roots of [5, 60]) {
  test(`with ${roots} shadow roots each field is found by its own selector, and a bad one harms no other`, async ({
    bare,
  }) => {
    const read = await readWith(bare, roots);
    const says = read.map((field) =>
      field.state === 'value' ? field.text : field.state === 'unknown' ? field.reason : field.state,
    );
    expect(Object.fromEntries(AT.map(([css], at) => [css, says[at]]))).toEqual(Object.fromEntries(AT));
  });
}
