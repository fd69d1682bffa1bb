import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Adapter, ReadPlan } from '../../lib/crm/adapter-schema';
import type { rowsReader } from '../../lib/crm/page/read-rows';
import type { RawRows } from '../../lib/domain/raw-reading';
import { buildPageReader } from '../support/page-reader.mjs';
import { expect, test } from './support/fixtures';
import { servePages } from './support/pages';

type Reader = {
  readRows: (plan: ReadPlan, document: Document) => RawRows | null;
  rowsReader: typeof rowsReader;
};

function planOf(adapter: string): ReadPlan {
  const file = new URL(`../../lib/crm/adapters/${adapter}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Adapter).read;
}

/** The deals that an adapter reads from the page, as plain texts; `~` stands before what is approximate. */
async function rowsOn(page: Page, adapter: string): Promise<{ kind: string; rows: Record<string, string>[] } | null> {
  const read = planOf(adapter);
  await page.evaluate(await buildPageReader());
  const seen = await page.evaluate(
    (plan) => (globalThis as unknown as { pageReader: Reader }).pageReader.readRows(plan, document),
    read,
  );
  if (!seen) return null;
  const text = (row: RawRows['rows'][number]): Record<string, string> =>
    Object.fromEntries(
      Object.entries(row).map(([key, field]) => [
        key,
        field.state === 'value' ? `${field.approximate ? '~' : ''}${field.text}` : field.state,
      ]),
    );
  return { kind: seen.kind, rows: seen.rows.map(text) };
}

const GLOBEX = 'Globex - Data platform for the whole of Europe';

const CASES = [
  {
    crm: 'odoo18',
    adapter: 'odoo',
    on: 'listUrl',
    wait: 'tr.o_data_row',
    row: { name: GLOBEX, 'account.name': 'Globex Corporation', amount: '$1,517,250.50', 'stage.label': 'Qualified' },
  },
  {
    crm: 'odoo17',
    adapter: 'odoo',
    on: 'boardUrl',
    wait: '.o_kanban_record',
    row: { name: GLOBEX, amount: '$1,517,250.50', 'stage.label': 'Qualified' },
  },
  {
    crm: 'hubspot',
    adapter: 'hubspot',
    on: 'listUrl',
    wait: 'tbody tr',
    row: { id: '32', name: GLOBEX, amount: '€1,517,250.50', 'stage.label': 'Qualified', 'owner.name': 'Eva Seller' },
  },
  {
    crm: 'hubspot',
    adapter: 'hubspot',
    on: 'boardUrl',
    wait: '[data-test-id=board-card]',
    row: { id: '32', name: GLOBEX, amount: '~€1,517,250.50', 'stage.label': 'Qualified' },
  },
  {
    crm: 'dynamics',
    adapter: 'dynamics',
    on: 'listUrl',
    wait: '[role=row]',
    row: { id: '00000002-aaaa-4bbb-8ccc-dddddddddddd', name: GLOBEX, 'account.name': 'Globex Corporation' },
  },
] as const;

for (const { crm, adapter, on, wait, row } of CASES) {
  test(`${crm}, ${on === 'listUrl' ? 'list' : 'board'}: each deal with what is shown of it`, async ({
    page,
    context,
  }) => {
    const pages = await servePages(context, crm);
    await page.goto(pages[on]);
    await page.locator(wait).first().waitFor();
    const seen = await rowsOn(page, adapter);
    expect(seen?.kind).toBe(on === 'listUrl' ? 'list' : 'board');
    expect(seen?.rows).toHaveLength(4);
    expect(seen?.rows.find(({ name }) => name === GLOBEX)).toMatchObject(row);
    // What is not shown is left out, and what is shown blank is empty.
    const initech = seen?.rows.find(({ name }) => name === 'Initech - Renewal');
    expect([undefined, 'empty']).toContain(initech?.['amount']);
  });
}

for (const variant of ['synthetic', 'native'] as const) {
  test(`a Lightning list in ${variant} shadow: each deal with its id`, async ({ page, lightning }) => {
    const fixture = await lightning(variant);
    await page.goto(fixture.listUrl);
    await page.locator('tr[data-row-key-value]').first().waitFor();
    const seen = await rowsOn(page, 'salesforce');
    expect(seen?.kind).toBe('list');
    expect(seen?.rows.find(({ id }) => id === '006000000000001AAA')).toMatchObject({
      name: 'Acme - 200 seats',
      'stage.label': 'Qualification',
    });
    expect(await stagesAfterAnEdit(page, '006000000000001AAA', 'Qualification', 'Negotiation')).toContain(
      'Negotiation',
    );
  });
}

/** The stages that the following reader says of a deal while a cell of its row changes, wherever in the page's trees that is. */
function stagesAfterAnEdit(page: Page, id: string, from: string, to: string): Promise<string[]> {
  return page.evaluate(
    async ([plan, deal, before, after]) => {
      const stages: string[] = [];
      const reader = (globalThis as unknown as { pageReader: Reader }).pageReader.rowsReader(document, ({ rows }) => {
        const stage = rows.find((row) => row['id']?.state === 'value' && row['id'].text === deal)?.['stage.label'];
        if (stage?.state === 'value') stages.push(stage.text);
      });
      reader.want(plan);
      reader.show(true);
      const texts = (root: ParentNode): Text[] =>
        [...root.querySelectorAll('*')].flatMap((element) => [
          ...[...element.childNodes].filter((node): node is Text => node instanceof Text),
          ...(element.shadowRoot ? texts(element.shadowRoot) : []),
        ]);
      for (const text of texts(document)) if (text.data.trim() === before) text.data = after;
      for (let turn = 0; turn < 100 && stages.length < 2; turn += 1) await new Promise((next) => setTimeout(next, 50));
      reader.stop();
      return stages;
    },
    [planOf('salesforce'), id, from, to] as const,
  );
}

test('a Lightning kanban: each deal with its id and its stage, what is rounded as such', async ({
  page,
  lightning,
}) => {
  const fixture = await lightning('native');
  await page.goto(fixture.boardUrl);
  await page.locator('.pipelineViewCard').first().waitFor();
  const seen = await rowsOn(page, 'salesforce');
  expect(seen?.kind).toBe('board');
  expect(seen?.rows).toHaveLength(7);
  const acme = seen?.rows.find(({ id }) => id === '006000000000001AAA');
  expect(acme).toMatchObject({ name: 'Acme - 200 seats', 'stage.label': 'Qualification' });
  expect(acme?.['amount']).toMatch(/^~/);
});

test('a page without deals shows none, instead of an empty list', async ({ page, context }) => {
  const pages = await servePages(context, 'odoo18');
  await page.goto(pages.recordUrl('31'));
  await page.locator('.o_form_view').waitFor();
  expect(await rowsOn(page, 'odoo')).toBeNull();
});
