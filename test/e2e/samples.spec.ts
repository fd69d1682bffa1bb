import { readdirSync, readFileSync } from 'node:fs';
import { test as base, type Page } from '@playwright/test';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../.dev/chromium.mjs';
import type { Adapter, ReadPlan } from '../../lib/crm/adapter-schema';
import type { RawField } from '../../lib/domain/raw-reading';
import { buildPageReader } from '../support/page-reader.mjs';
import { expect } from './support/fixtures';

const folder = new URL('../../lib/crm/adapters/', import.meta.url);
const ADAPTERS = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Adapter);

type Fields = Record<string, RawField>;
type Reader = {
  openPane: (plan: ReadPlan, document: Document, id: string) => ParentNode | null;
  readPane: (plan: ReadPlan, pane: ParentNode) => { fields: Fields };
};

/** One bare browser page with the page reader on it, for all samples: nothing here needs the extension. */
const test = base.extend<object, { read: (html: string, adapter: Adapter, id: string) => Promise<Fields | null> }>({
  read: [
    async ({}, use) => {
      const executablePath = (await ensureChromium()) ?? '';
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      const page = await browser.newPage();
      const reader = await buildPageReader();
      await use(async (html, adapter, id) => {
        await page.setContent(html);
        await page.evaluate(reader);
        return readFields(page, adapter.read, id);
      });
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

function readFields(page: Page, plan: ReadPlan, id: string): Promise<Fields | null> {
  return page.evaluate(
    ({ plan: wanted, id: record }) => {
      const { openPane, readPane } = (globalThis as unknown as { pageReader: Reader }).pageReader;
      const pane = openPane(wanted, document, record);
      return pane ? readPane(wanted, pane).fields : null;
    },
    { plan, id },
  );
}

const values = (fields: Fields | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([key, field]) => (field.state === 'value' ? [[key, field.text]] : [])),
  );
const known = (fields: Fields | null): string[] =>
  Object.entries(fields ?? {}).flatMap(([key, field]) => (field.state === 'unknown' ? [] : [key]));

const withSample = ADAPTERS.flatMap((adapter) => (adapter.sample ? [{ adapter, sample: adapter.sample }] : []));

test('every adapter that reads a page brings an example of one', () => {
  const reading = ADAPTERS.filter((adapter) => Object.keys(adapter.read.fields).length > 0);
  expect(withSample.map(({ adapter }) => adapter.route.adapter)).toEqual(
    reading.map((adapter) => adapter.route.adapter),
  );
  expect(withSample.length).toBeGreaterThan(8);
});

for (const { adapter, sample } of withSample) {
  test(`the page of ${adapter.title} is read by its own adapter, and by no other`, async ({ read }) => {
    expect(values(await read(sample.html, adapter, sample.id))).toEqual(sample.reads);
    for (const other of ADAPTERS) {
      if (other === adapter) continue;
      const found = known(await read(sample.html, other, sample.id));
      expect(found, `read by ${other.route.adapter}`).toEqual([]);
    }
  });

  test(`the page of ${adapter.title} with every name changed is unknown, never missing (F16)`, async ({ read }) => {
    // Attributes, classes, tags and labels all differ, and the values are still there.
    const changed = sample.html
      .replace(/(?<=[\s'"<-])(?:data-|o_|slds-|Mui|form-|lyte|scrm-|field|tab-)/g, 'renamed-')
      .replace(/(?:name|class|id|role)=/g, 'data-was-$&')
      .replace(/(?<=>)(?=[^<])/g, 'x');
    expect(known(await read(changed, adapter, sample.id))).toEqual([]);
  });
}
