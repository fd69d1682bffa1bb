import { describe, expect, test } from 'vitest';
import type { Deal, Field } from '@/lib/domain/deal';
import { knownBeside, lastKnown } from '@/lib/store/known';

const value = (text: string): Field => ({ state: 'value', value: text, source: 'page' });
const UNKNOWN: Field = { state: 'unknown', reason: 'notOnPage' };
const EMPTY: Field = { state: 'empty', source: 'page' };
const deal = (fields: Deal['fields']): Deal => ({ id: '1', url: 'http://localhost/1', readAt: 1, fields, lists: {} });

describe('what was known last', () => {
  const before = { deal: deal({ name: value('A'), nextStep: value('Call') }), known: { amount: value('9') } };
  const cases: [what: string, now: Deal['fields'], known: Deal['fields']][] = [
    [
      'a field that was not looked for is known as before',
      { name: value('B') },
      { name: value('B'), nextStep: value('Call'), amount: value('9') },
    ],
    [
      'one that could not be read is, too',
      { name: value('B'), nextStep: UNKNOWN, amount: UNKNOWN },
      { name: value('B'), nextStep: value('Call'), amount: value('9') },
    ],
    [
      'one that is empty now is known to be',
      { nextStep: EMPTY, amount: value('8') },
      { name: value('A'), nextStep: EMPTY, amount: value('8') },
    ],
  ];
  test.each(cases)('%s', (_what, now, known) => {
    const row = { deal: deal(now), known: knownBeside(deal(now), before) };
    expect(lastKnown(row)).toEqual(known);
    // What the reading itself says is kept once.
    for (const [key, field] of Object.entries(now))
      if (field?.state !== 'unknown') expect(row.known).not.toHaveProperty([key]);
  });

  test('a row of an earlier version, with every field in it, says the same', () => {
    const older = {
      deal: deal({ name: value('A'), amount: UNKNOWN }),
      known: { name: value('A'), amount: value('9') },
    };
    expect(lastKnown(older)).toEqual({ name: value('A'), amount: value('9') });
  });
});
