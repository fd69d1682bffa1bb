import { expect, test } from 'vitest';
import type { Field } from '@/lib/domain/deal';
import { draftEdits, type Draft } from '@/lib/domain/draft';

const clock = { now: Date.UTC(2026, 10, 22), today: '2026-11-22' };
const EMPTY: Field = { state: 'empty', source: 'page' };
const held: Field = { state: 'value', value: 'TBD', source: 'page' };

test.each<[string, Draft, unknown, unknown]>([
  ['a text', { nextStep: { text: 'Call Ana', from: EMPTY } }, [{ field: 'nextStep', from: EMPTY, to: 'Call Ana' }], {}],
  [
    'an amount in the user’s own form',
    { amount: { text: '25k', from: EMPTY } },
    [{ field: 'amount', from: EMPTY, to: { value: 25_000, currency: null } }],
    {},
  ],
  [
    'a date',
    { closeDate: { text: '2027-01-31', from: EMPTY } },
    [{ field: 'closeDate', from: EMPTY, to: '2027-01-31' }],
    {},
  ],
  ['erased again: the field is not cleared', { nextStep: { text: '  ', from: held } }, [], {}],
  [
    'a text that is no amount',
    { amount: { text: 'a lot', from: EMPTY } },
    [],
    { amount: 'Type an amount, such as 25000 or 25k.' },
  ],
  [
    'a pack’s own field by the pack’s type',
    { 'custom.seats': { text: '12', from: EMPTY } },
    [{ field: 'custom.seats', from: EMPTY, to: 12 }],
    {},
  ],
])('%s', (_name, draft, edits, problems) => {
  const types = { 'custom.seats': 'number' } as const;
  expect(draftEdits(draft, types, { language: 'en-US' }, clock)).toEqual({ edits, problems });
});
