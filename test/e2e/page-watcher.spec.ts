import { test, expect } from '@playwright/test';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../.dev/chromium.mjs';
import type { Seen, watchRecord } from '../../lib/crm/page/watch';
import { buildPageReader } from '../support/page-reader.mjs';

type Watcher = { watchRecord: typeof watchRecord };

/** One moment on a page that shows deal 1 under the address of deal 2: what it comes to show, and when that is. */
type Step = { html: string; at: number };

const PLAN = {
  ready: 'main',
  labels: [],
  emptyTexts: [],
  lists: {},
  fields: { name: { at: [{ css: 'h1' }] }, amount: { at: [{ css: 'b' }] } },
};

const OLD = '<main><h1>Old deal</h1></main>';
const OLD_LOADED = '<main><h1>Old deal</h1><b>100</b></main>';
const NEW = '<main><h1>New deal</h1></main>';
const NAMELESS = '<main><b>100</b></main>';

/** What the watcher takes for deal 2, in order, as name and amount. Times are told to it, so none of this waits. */
async function taken(before: string, steps: readonly Step[]): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: (await ensureChromium()) ?? '', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.goto('about:blank');
  await page.evaluate(await buildPageReader());
  const seen = await page.evaluate(
    async ({ plan, shown, moments }) => {
      const { pageReader } = globalThis as unknown as { pageReader: Watcher };
      const emitted: Seen[] = [];
      let now = 0;
      const watch = (
        recordId: string,
        leftover: Parameters<typeof watchRecord>[0]['leftover'],
        emit: (one: Seen) => void,
      ) => {
        const stop = new AbortController();
        pageReader.watchRecord({ plan, recordId, document, leftover, now: () => now, emit, signal: stop.signal });
        return stop;
      };
      document.body.innerHTML = shown;
      let fields = {};
      watch('1', null, (one) => one.type === 'reading' && (fields = one.reading.fields)).abort();
      const stop = watch('2', { recordId: '1', fields }, (one) => emitted.push(one));
      for (const { html, at } of moments) {
        now = at;
        document.body.innerHTML = html;
        await Promise.resolve(); // the observer has been told by now: nothing was read yet, so nothing waits
      }
      stop.abort();
      return emitted;
    },
    { plan: PLAN, shown: before, moments: steps },
  );
  await browser.close();
  return seen.map((one) => {
    if (one.type !== 'reading') return one.type;
    const { name, amount } = one.reading.fields;
    return [name, amount].map((field) => (field?.state === 'value' ? field.text : '?')).join(' ');
  });
}

test.describe('what is on screen after a navigation', () => {
  for (const [title, before, steps, expected] of [
    [
      'the deal before that goes on loading under the new address is not taken for the new one',
      OLD,
      [
        { html: OLD_LOADED, at: 1_000 },
        { html: NEW, at: 2_000 },
      ],
      ['New deal ?'],
    ],
    [
      'a deal that is the image of the one before is believed after a while',
      OLD_LOADED,
      [
        { html: OLD_LOADED, at: 4_900 },
        { html: OLD_LOADED, at: 5_100 },
      ],
      ['Old deal 100'],
    ],
    [
      'without a name to tell by, any difference tells',
      NAMELESS,
      [
        { html: NAMELESS, at: 100 },
        { html: '<main><b>200</b></main>', at: 200 },
      ],
      ['? 200'],
    ],
  ] as const) {
    test(title, async () => {
      expect(await taken(before, steps)).toEqual(expected);
    });
  }
});
