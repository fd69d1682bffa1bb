import { describe, expect, test } from 'vitest';
import { readRawReading, type RawReading } from '@/lib/domain/raw-reading';

const reading: RawReading = {
  source: 'page',
  url: 'https://crm.example.com/deals/7',
  recordId: '7',
  readAt: 1_795_338_000_000,
  language: 'de',
  fields: {
    amount: { state: 'value', text: '1.200 €', approximate: true },
    nextStep: { state: 'empty' },
    'custom.budget': { state: 'unknown', reason: 'notOnPage' },
  },
  lists: {
    contacts: { state: 'rows', rows: [{ name: { state: 'value', text: 'Ada' } }], complete: true },
    activities: { state: 'unknown', reason: 'notOnPage' },
  },
};

test('a reading passes as it is', () => {
  expect(readRawReading(reading)).toEqual({ reading });
});

const row = { name: { state: 'value', text: 'x' } };
const many = (count: number): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`custom.f${index}`, { state: 'empty' }]));

describe('refused', () => {
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'reading'],
    ['no record', { ...reading, recordId: '' }],
    ['an unknown source', { ...reading, source: 'email' }],
    ['a time that is none', { ...reading, readAt: Number.NaN }],
    ['more than was asked', { ...reading, cookie: 'x' }],
    ['a list we do not know', { ...reading, lists: { secrets: { state: 'unknown', reason: 'odd' } } }],
    [
      'a text of more than 10,000 characters',
      { ...reading, fields: { name: { state: 'value', text: 'x'.repeat(10_001) } } },
    ],
    ['more than 500 fields', { ...reading, fields: many(501) }],
    [
      'more than 5,000 rows',
      {
        ...reading,
        lists: { contacts: { state: 'rows', rows: Array.from({ length: 5_001 }, () => row), complete: true } },
      },
    ],
    [
      'more than 5,000 rows in all lists together',
      {
        ...reading,
        lists: {
          contacts: { state: 'rows', rows: Array.from({ length: 3_000 }, () => row), complete: true },
          activities: { state: 'rows', rows: Array.from({ length: 3_000 }, () => row), complete: true },
        },
      },
    ],
    ['a field that is no field', { ...reading, fields: { name: 'Acme' } }],
    ['a value that is no text', { ...reading, fields: { name: { state: 'value', text: 5 } } }],
    ['an unknown without a reason', { ...reading, fields: { name: { state: 'unknown' } } }],
    ['a reserved key', JSON.parse('{"__proto__": {"polluted": true}}')],
    ['a reserved key among the fields', { ...reading, fields: JSON.parse('{"__proto__": {"state": "empty"}}') }],
    [
      'a reserved key in a row',
      {
        ...reading,
        lists: {
          contacts: { state: 'rows', rows: [JSON.parse('{"constructor": {"state": "empty"}}')], complete: true },
        },
      },
    ],
  ])('%s', (_name, input) => {
    const result = readRawReading(input);
    expect(result.reading).toBeNull();
    expect('errors' in result && result.errors.length > 0).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
