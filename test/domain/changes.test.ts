import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from '@/lib/domain/changes';
import type { Deal, Field, FieldValue } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';

const EMPTY: Field = { state: 'empty', source: 'page' };
const UNKNOWN: Field = { state: 'unknown', reason: 'notOnPage' };

function exact(value: FieldValue): Field {
  return { state: 'value', value, source: 'api' };
}

function rough(value: FieldValue): Field {
  return { state: 'value', value, source: 'page', approximate: true };
}

function usd(value: number): FieldValue {
  return { value, currency: 'USD' };
}

function deal(readAt: number, fields: Partial<Record<FieldKey, Field>>): Deal {
  return { id: '7', url: 'https://crm.example.com/7', readAt, fields, lists: {} };
}

test.each<[name: string, key: FieldKey, from: Field, to: Field, changed: boolean]>([
  ['another text', 'nextStep', exact('Call'), exact('Meet'), true],
  ['the same text from elsewhere', 'nextStep', exact('Call'), { state: 'value', value: 'Call', source: 'page' }, false],
  ['filled', 'nextStep', EMPTY, exact('Call'), true],
  ['emptied', 'nextStep', exact('Call'), EMPTY, true],
  ['empty from elsewhere', 'nextStep', EMPTY, { state: 'empty', source: 'api' }, false],
  ['no longer read', 'amount', exact(usd(5)), UNKNOWN, false],
  ['read for the first time', 'amount', UNKNOWN, exact(usd(5)), false],
  ['another amount', 'amount', exact(usd(48_700)), exact(usd(48_712)), true],
  ['another currency', 'amount', exact(usd(5)), exact({ value: 5, currency: 'EUR' }), true],
  ['a currency that one side does not show', 'amount', exact(usd(5)), exact({ value: 5, currency: null }), false],
  ['the exact amount of a rough one', 'amount', rough(usd(48_700)), exact(usd(48_712)), false],
  ['the rough amount of an exact one', 'amount', exact(usd(48_750)), rough(usd(48_700)), false],
  ['an amount beyond the rounding', 'amount', rough(usd(48_700)), exact(usd(48_790)), true],
  ['50K is not 48.7K', 'amount', rough(usd(50_000)), exact(usd(48_700)), true],
  ['50K is 49.6K', 'amount', rough(usd(50_000)), exact(usd(49_600)), false],
  ['two rough amounts of one precision', 'amount', rough(usd(48_700)), rough(usd(48_800)), true],
  ['a rougher form of a rough amount', 'amount', rough(usd(48_700)), rough(usd(49_000)), false],
  ['another date', 'closeDate', exact('2026-12-31'), exact('2027-01-01'), true],
  ['a date whose year was guessed', 'closeDate', rough('2026-12-31'), exact('2027-12-31'), false],
  ['a date whose day and month were guessed', 'closeDate', rough('2026-04-05'), exact('2026-05-04'), false],
  ['"in two months", a day later', 'closeDate', rough('2027-01-22'), rough('2027-01-23'), false],
  ['a rough date, put off by a quarter', 'closeDate', rough('2026-12-31'), exact('2027-03-31'), true],
  [
    'one moment in two zones',
    'createdAt',
    exact('2026-11-20T08:00:00+01:00'),
    exact('2026-11-20T07:00:00.000Z'),
    false,
  ],
  ['a moment and its day', 'createdAt', exact('2026-11-20T23:30:00.000Z'), exact('2026-11-21'), false],
  ['a moment and another day', 'createdAt', exact('2026-11-20T23:30:00.000Z'), exact('2026-11-25'), true],
  ['a text cut by the page', 'nextStep', rough('Call the econ…'), exact('Call the economic buyer'), false],
  ['another kind of value', 'custom.x', exact('5'), exact(5), true],
])('%s', (_name, key, from, to, changed) => {
  const changes = changesBetween(deal(1, { [key]: from }), deal(2, { [key]: to }));
  expect(changes).toEqual(changed ? [{ field: key, from, to, seenAt: 2 }] : []);
});

test('changes come by field', () => {
  const changes = changesBetween(
    deal(1, { nextStep: EMPTY, amount: EMPTY }),
    deal(2, { nextStep: exact('Call'), amount: exact(usd(1)) }),
  );
  expect(changes.map(({ field }) => field)).toEqual(['amount', 'nextStep']);
});

test('two deals have no changes in common', () => {
  expect(changesBetween(deal(1, { nextStep: EMPTY }), { ...deal(2, { nextStep: exact('Call') }), id: '8' })).toEqual(
    [],
  );
});

const anyField: fc.Arbitrary<Field> = fc.oneof(
  fc.constantFrom(EMPTY, UNKNOWN),
  fc
    .oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer().map(usd))
    .chain((value) => fc.constantFrom(exact(value), rough(value))),
);

test('nothing differs from itself, and what differs does so both ways', () => {
  fc.assert(
    fc.property(anyField, anyField, (a, b) => {
      expect(changesBetween(deal(1, { name: a }), deal(2, { name: a }))).toEqual([]);
      const there = changesBetween(deal(1, { name: a }), deal(2, { name: b })).length;
      expect(changesBetween(deal(1, { name: b }), deal(2, { name: a })).length).toBe(there);
    }),
  );
});
