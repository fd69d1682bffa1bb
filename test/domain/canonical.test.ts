import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, hash, snapshotHash } from '@/lib/domain/canonical';
import type { Deal } from '@/lib/domain/deal';

test.each<[string, unknown, string]>([
  ['sorted keys', { b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
  ['lists keep their order', [3, 1, 2], '[3,1,2]'],
  ['numbers in their shortest form', [1.0, 1e21, 0.1, -0], '[1,1e+21,0.1,0]'],
  ['absent members are left out', { a: undefined, b: null }, '{"b":null}'],
  ['texts are escaped', '"\n\ud800', '"\\"\\n\\ud800"'],
])('%s', (_name, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

const loop: { self?: unknown } = {};
loop.self = loop;

test.each<[string, unknown]>([
  ['NaN', [Number.NaN]],
  ['Infinity', Infinity],
  ['a function', { a: () => 1 }],
  ['a cycle', loop],
  ['bigint', 1n],
])('%s is refused', (_name, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test('it is JSON that says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a hash is the first half of the SHA-256 of the canonical text', () => {
  // printf '{"a":1}' | sha256sum
  expect(hash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad808');
});

const deal: Deal = {
  id: '7',
  url: 'https://crm.example.com/7',
  readAt: 1,
  fields: { name: { state: 'value', value: 'Acme', source: 'page' }, nextStep: { state: 'empty', source: 'page' } },
  lists: {},
};

test('a snapshot’s hash knows what was read, not when or where', () => {
  expect(snapshotHash({ ...deal, readAt: 2, url: 'https://crm.example.com/board#7' })).toBe(snapshotHash(deal));
  expect(snapshotHash({ ...deal, id: '8' })).not.toBe(snapshotHash(deal));
  expect(snapshotHash({ ...deal, fields: {} })).not.toBe(snapshotHash(deal));
});
