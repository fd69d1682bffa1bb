import { describe, expect, test } from 'vitest';
import type { Field } from '@/lib/domain/deal';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { toDeal } from '@/lib/domain/parse';
import type { RawField, RawReading } from '@/lib/domain/raw-reading';

const clock = { now: Date.UTC(2026, 10, 22, 9), today: '2026-11-22' };
const page: RawReading = {
  source: 'page',
  url: 'https://crm.example.com/7',
  recordId: '7',
  readAt: 5,
  language: 'de',
  fields: {},
  lists: {},
};
const types: Record<string, FieldType> = { 'custom.budget': 'money', 'custom.metric': 'longText' };

function read(key: string, field: RawField, language: string | null = 'de'): Field | undefined {
  return toDeal({ ...page, language, fields: { [key]: field } }, types, {}, clock).fields[key as FieldKey];
}

function text(value: string): RawField {
  return { state: 'value', text: value };
}

test.each<[name: string, key: string, raw: RawField, field: Field]>([
  ['a text', 'name', text(' Acme  rollout\n'), { state: 'value', value: 'Acme rollout', source: 'page' }],
  [
    'a long text keeps its lines',
    'description',
    text('one\n two '),
    { state: 'value', value: 'one\n two', source: 'page' },
  ],
  [
    'money by the page’s language',
    'amount',
    text('1.200 €'),
    { state: 'value', value: { value: 1200, currency: 'EUR' }, source: 'page' },
  ],
  [
    'rough money',
    'amount',
    text('48,7 Tsd. €'),
    { state: 'value', value: { value: 48_700, currency: 'EUR' }, source: 'page', approximate: true },
  ],
  [
    'what the page marked as rough',
    'name',
    { state: 'value', text: 'Acme…', approximate: true },
    { state: 'value', value: 'Acme…', source: 'page', approximate: true },
  ],
  ['a percentage', 'probability', text('45 %'), { state: 'value', value: 45, source: 'page' }],
  ['a number', 'account.employees', text('1.200'), { state: 'value', value: 1200, source: 'page' }],
  ['a date', 'closeDate', text('31.12.2026'), { state: 'value', value: '2026-12-31', source: 'page' }],
  [
    'a date without a year',
    'closeDate',
    text('31. Dez.'),
    { state: 'value', value: '2026-12-31', source: 'page', approximate: true },
  ],
  [
    'an instant',
    'createdAt',
    text('2026-11-20T08:00:00+01:00'),
    { state: 'value', value: '2026-11-20T07:00:00.000Z', source: 'page' },
  ],
  [
    'a pack’s own field by its type',
    'custom.budget',
    text('5.000 €'),
    { state: 'value', value: { value: 5000, currency: 'EUR' }, source: 'page' },
  ],
  [
    'a custom field no pack declares is a text',
    'custom.other',
    text('5.000 €'),
    { state: 'value', value: '5.000 €', source: 'page' },
  ],
  ['spaces are empty', 'nextStep', text(' \u00a0\u200b '), { state: 'empty', source: 'page' }],
  ['a dash in a date field is empty', 'closeDate', text('—'), { state: 'empty', source: 'page' }],
  ['a dash in a picklist is empty', 'leadSource', text('--'), { state: 'empty', source: 'page' }],
  ['a dash in a text is what someone typed', 'nextStep', text('-'), { state: 'value', value: '-', source: 'page' }],
  ['empty stays empty', 'nextStep', { state: 'empty' }, { state: 'empty', source: 'page' }],
  [
    'unknown stays unknown',
    'amount',
    { state: 'unknown', reason: 'ambiguous' },
    { state: 'unknown', reason: 'ambiguous' },
  ],
  [
    'a text in a money field is odd, and kept',
    'amount',
    text('about to be\tdefined'),
    { state: 'unknown', reason: 'odd', raw: 'about to be defined' },
  ],
  [
    'a date that does not exist is odd',
    'closeDate',
    text('31.02.2026'),
    { state: 'unknown', reason: 'odd', raw: '31.02.2026' },
  ],
  [
    'an odd text is cut to 120 characters',
    'amount',
    text('x'.repeat(500)),
    { state: 'unknown', reason: 'odd', raw: 'x'.repeat(120) },
  ],
  [
    'an odd text is never cut inside a character',
    'amount',
    text(`${'x'.repeat(119)}😀`),
    { state: 'unknown', reason: 'odd', raw: 'x'.repeat(119) },
  ],
  [
    'control and bidi characters are taken out',
    'name',
    text('A\u0000c\u202em\u2066e\u0007'),
    { state: 'value', value: 'Acme', source: 'page' },
  ],
  ['half a character is replaced', 'name', text('A\ud800'), { state: 'value', value: 'A\ufffd', source: 'page' }],
  [
    'markup is text',
    'name',
    text('<img onerror=alert(1)>'),
    { state: 'value', value: '<img onerror=alert(1)>', source: 'page' },
  ],
])('%s', (_name, key, raw, field) => {
  expect(read(key, raw)).toEqual(field);
});

test('fields that are neither canonical nor a pack’s own are left out', () => {
  const fields = Object.fromEntries(
    ['password', 'custom.', 'custom.a.b', 'toString', 'custom.budget'].map((key) => [key, text('5')]),
  );
  expect(Object.keys(toDeal({ ...page, fields }, types, {}, clock).fields)).toEqual(['custom.budget']);
});

test('the hints go before the page’s language', () => {
  const deal = toDeal({ ...page, fields: { amount: text('1.200') } }, types, { decimal: '.' }, clock);
  expect(deal.fields.amount).toEqual({ state: 'value', value: { value: 1.2, currency: null }, source: 'page' });
});

describe('lists', () => {
  test('rows are parsed by the types of the list; what is not asked for is left out', () => {
    const rows = [
      { name: text('Ada'), lastActivityAt: text('vor 3 Tagen'), role: { state: 'empty' } as const, secret: text('x') },
    ];
    const deal = toDeal({ ...page, lists: { contacts: { state: 'rows', rows, complete: false } } }, types, {}, clock);
    expect(deal.lists).toEqual({
      contacts: {
        state: 'rows',
        complete: false,
        rows: [
          {
            name: { state: 'value', value: 'Ada', source: 'page' },
            role: { state: 'empty', source: 'page' },
            lastActivityAt: { state: 'value', value: '2026-11-19', source: 'page' },
          },
        ],
      },
    });
  });

  test('an unknown list stays unknown', () => {
    const deal = toDeal(
      { ...page, lists: { activities: { state: 'unknown', reason: 'notOnPage' } } },
      types,
      {},
      clock,
    );
    expect(deal.lists).toEqual({ activities: { state: 'unknown', reason: 'notOnPage' } });
  });
});
