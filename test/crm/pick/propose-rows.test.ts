import { describe, expect, test } from 'vitest';
import type { Route } from '@/lib/crm/adapter-schema';
import type { Picked, PickedNode } from '@/lib/crm/pick/picked';
import { bestRows, proposeColumn, proposeListPage, proposeRows } from '@/lib/crm/pick/propose-rows';

const RECORD: Route['pages'][number] = { kind: 'record', in: 'path', pattern: '^/deals/(?<id>\\d+)(?:[/?#&;]|$)' };

const node = (tag: string, attributes: Record<string, string> = {}, more: Partial<PickedNode> = {}): PickedNode => ({
  tag,
  attributes,
  text: 'Press for Elm Farm',
  shadow: false,
  ...more,
});
const picked = (...chain: PickedNode[]): Picked => ({ chain, label: null, url: 'https://crm.example/deals' });

const CARD = picked(
  node('a', { href: '/deals/17' }),
  node('li', { 'data-no': '17' }),
  node('ul', { 'data-view': 'deals' }, { text: 'x'.repeat(200) }),
);
const CELL = picked(
  node('a', { href: '/deals/17' }),
  node('td', {}, { place: 2 }),
  node('tr', { class: 'css-1x9' }, { text: 'x'.repeat(200) }),
  node('tbody'),
  node('table'),
);

describe('the rows of a list, from one cell', () => {
  test('a row that is numbered tells its deal by its number', () => {
    expect(proposeRows(CARD, 'name', RECORD)[0]).toEqual({
      kind: 'list',
      shown: '[data-view="deals"]',
      rows: '[data-view="deals"] li[data-no]',
      id: { value: '@data-no' },
      fields: { name: { at: [{ css: 'a' }] } },
    });
  });

  test('a table’s row tells its deal by its link, and a column by its place', () => {
    const plans = proposeRows(CELL, 'name', RECORD);
    expect(plans).toContainEqual({
      kind: 'list',
      shown: 'tbody',
      rows: 'tbody tr',
      id: { css: 'a[href]', value: '@href', match: '/deals/(?<id>\\d+)(?:[/?#&;]|$)' },
      fields: { name: { at: [{ css: 'td:nth-child(2)' }] } },
    });
  });

  test('a further column joins the rows that were found; a cell that is in none does not', () => {
    const [plan] = proposeRows(CARD, 'name', RECORD);
    const worth = picked(
      node('span', { 'data-slot': 'worth' }),
      node('li', { 'data-no': '17' }),
      node('ul', { 'data-view': 'deals' }),
    );
    expect(plan && proposeColumn(worth, 'amount', plan)[0]?.fields).toEqual({
      name: { at: [{ css: 'a' }] },
      amount: { at: [{ css: '[data-slot="worth"]' }] },
    });
    expect(plan && proposeColumn(CELL, 'amount', plan)).toEqual([]);
  });

  test('the reading decides: what was picked in most of the rows, each with an id of its own', () => {
    const plans = proposeRows(CARD, 'name', RECORD);
    const value = (text: string) => ({ state: 'value' as const, text });
    const rows = (same: boolean) => [
      { name: value('Press for Elm Farm'), id: value('17') },
      { name: value('Cider line'), id: value(same ? '17' : '18') },
    ];
    const best = (readings: Parameters<typeof bestRows>[1]) => bestRows(plans, readings, 'name', CARD)?.plan;
    expect(best([rows(true), rows(false)])).toBe(plans[1]);
    expect(best([[{ name: value('Another') }], null])).toBeUndefined();
  });
});

test.each([
  ['https://crm.example/deals', '^/deals/?(?:[?#]|$)', 'path'],
  ['https://crm.example/app#/pipeline', '^#/pipeline/?(?:[?#]|$)', 'hash'],
  ['https://crm.example/?view=deals', '^\\?view=deals(?:&|$)', 'query'],
])('the page of a list at %s is told by %s', (url, pattern, place) => {
  const inPlace = { ...RECORD, in: place as 'path' | 'hash' | 'query' };
  expect(proposeListPage(new URL(url), inPlace)).toEqual({ kind: 'list', in: place, pattern });
});

test('a deal’s own address is no list', () => {
  expect(proposeListPage(new URL('https://crm.example/deals/17'), RECORD)).toBeNull();
});
