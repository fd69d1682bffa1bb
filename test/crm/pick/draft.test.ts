import { expect, test } from 'vitest';
import { checkAdapter } from '@/lib/crm/import/check-file';
import { NOTHING_INSTALLED } from '@/lib/crm/installed';
import { draftAdapter, idOf, type Draft } from '@/lib/crm/pick/draft';
import { proposeRoute } from '@/lib/crm/pick/propose-route';
import { ADAPTERS } from '@/lib/crm/registry';

const URLS = [
  'https://deals.orchard.example/?desk=deal&no=17',
  'https://deals.orchard.example/?desk=deal&no=18',
] as const;

function draft(): Draft {
  const route = proposeRoute(new URL(URLS[0]), new URL(URLS[1]));
  if (!route.ok) throw new Error(route.message);
  const dt = { label: 'dt', to: 'next' as const };
  return {
    title: 'Orchard CRM',
    route,
    urls: URLS,
    formats: { decimal: ',', dateOrder: 'dmy' },
    fields: [
      { key: 'name', proposals: [{ how: 'attribute', locator: { css: '[data-slot="title"]' }, deep: false }] },
      {
        key: 'closeDate',
        proposals: [{ how: 'label', locator: { labels: ['Expected by'] }, labels: dt, deep: false }],
      },
      { key: 'account.name', proposals: [{ how: 'label', locator: { labels: ['Client'] }, labels: dt, deep: false }] },
      {
        key: 'own',
        proposals: [{ how: 'attribute', locator: { css: '[data-slot="budget"]' }, deep: false, name: 'budget' }],
      },
    ],
  };
}

test('what was picked makes a document that the importer takes as it is', () => {
  const document = draftAdapter(draft());
  const checked = checkAdapter(JSON.stringify(document), {
    shipped: ADAPTERS,
    installed: NOTHING_INSTALLED,
    source: 'file',
  });
  expect(checked.ok ? [] : checked.errors).toEqual([]);
  expect(document.route.adapter).toBe('orchard-crm');
  expect(document.read.labels).toEqual([{ label: 'dt', to: 'next' }]);
  expect(document.read.ready).toBe('[data-slot="title"], [data-slot="budget"]');
  expect(document.custom).toEqual([{ css: '[data-slot="{crm}"]' }, { labels: [] }]);
});

test.each([
  ['Orchard CRM', 'orchard-crm'],
  ['  365 Süd! ', 'sud'],
  ['株式会社', 'crm'],
])('the id of “%s” is %s', (title, id) => {
  expect(idOf(title)).toBe(id);
});
