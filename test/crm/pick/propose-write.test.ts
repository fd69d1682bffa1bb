import { describe, expect, test } from 'vitest';
import type { Route } from '@/lib/crm/adapter-schema';
import type { Picked, PickedNode } from '@/lib/crm/pick/picked';
import {
  NOTHING_PICKED,
  proposeButton,
  proposeControl,
  proposeEditPage,
  proposeWriting,
} from '@/lib/crm/pick/propose-write';

const RECORD: Route['pages'][number] = { kind: 'record', in: 'path', pattern: '^/deals/(?<id>\\d+)$' };
const URL_17 = 'https://crm.example/deals/17';

const node = (tag: string, attributes: Record<string, string> = {}, text = ''): PickedNode => ({
  tag,
  attributes,
  text,
  shadow: false,
});
const picked = (...chain: PickedNode[]): Picked => ({ chain, label: null, url: URL_17 });
const form = node('form', { 'data-form': 'deal' });
const worth = picked(node('input', { name: 'worth' }, '48.500,00 €'), form);

describe('a control', () => {
  test.each([
    ['an input', worth, 'amount', 'input[name="worth"]', 'input'],
    [
      'a native choice',
      picked(node('select', { name: 'phase' }), form),
      'stage.label',
      'select[name="phase"]',
      'select',
    ],
    ['a date', picked(node('input', { name: 'due' }), form), 'closeDate', 'input[name="due"]', 'date'],
    [
      'a long text',
      picked(node('textarea', { name: 'memo' }), form),
      'description',
      'textarea[name="memo"]',
      'textarea',
    ],
  ] as const)('%s is worked as such, in its form', (_what, pick, key, css, control) => {
    expect(proposeControl(pick, key)).toMatchObject({ target: { css, control }, form: 'form[data-form="deal"]' });
  });

  test('what is none, or has no lasting name, is refused', () => {
    expect(proposeControl(picked(node('span', { 'data-slot': 'worth' })), 'amount')).toBeNull();
    expect(proposeControl(picked(node('input', { id: 'input-4711' })), 'amount')).toBeNull();
  });
});

describe('a button', () => {
  test.each([
    ['by the name the page gives it', picked(node('span'), node('button', { 'data-do': 'keep' })), '[data-do="keep"]'],
    [
      'by what it says to screen readers',
      picked(node('button', { 'aria-label': 'Save deal' })),
      'button[aria-label="Save deal"]',
    ],
    ['as the one that sends the form', picked(node('button', { type: 'submit' })), 'button[type="submit"]'],
    ['not at all where nothing of it lasts', picked(node('button', { id: 'ember411' })), null],
    ['not at all where it is none', picked(node('p', { 'data-do': 'keep' })), null],
  ])('is found %s', (_how, pick, css) => {
    expect(proposeButton(pick)).toBe(css);
  });
});

describe('the recipe', () => {
  const amount = proposeControl(worth, 'amount');
  const controls = amount ? [amount] : [];

  test('opens, fills, saves, and holds the deal’s page for proof; numbers go in as the form shows them', () => {
    const writing = { open: '[data-do="change"]', controls, save: '[data-do="keep"]', cancel: null };
    expect(proposeWriting(writing, '[data-slot="title"]')).toEqual({
      open: '[data-do="change"]',
      form: 'form[data-form="deal"]',
      ready: '[data-do="keep"]',
      fields: { amount: { css: 'input[name="worth"]', control: 'input' } },
      save: '[data-do="keep"]',
      saved: { shown: '[data-slot="title"]', gone: 'form[data-form="deal"]' },
      errors: [],
      numberFormat: 'locale',
    });
  });

  test('is none without a control, or without a button that saves', () => {
    expect(proposeWriting({ ...NOTHING_PICKED, controls }, 'body')).toBeNull();
    expect(proposeWriting({ ...NOTHING_PICKED, save: 'button' }, 'body')).toBeNull();
  });
});

test.each([
  ['the deal’s own address', URL_17, null],
  ['an address of its own', `${URL_17}/edit`, { kind: 'edit', in: 'path', pattern: '^/deals/(?<id>[^/?#&;]+)/edit$' }],
  ['an address without the deal’s id', 'https://crm.example/edit', null],
])('a form at %s', (_where, url, page) => {
  expect(proposeEditPage(url, RECORD, '17')).toEqual(page);
});
