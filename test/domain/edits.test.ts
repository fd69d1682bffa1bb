import { describe, expect, test } from 'vitest';
import type { Deal, Field, FieldValue } from '@/lib/domain/deal';
import { conflictsIn, notYetIn, reversed, type Edit } from '@/lib/domain/edits';

const EMPTY: Field = { state: 'empty', source: 'page' };
const UNKNOWN: Field = { state: 'unknown', reason: 'notOnPage' };
const holds = (value: FieldValue, approximate?: true): Field => ({
  state: 'value',
  value,
  source: 'page',
  ...(approximate ? { approximate } : {}),
});
const dealWith = (nextStep: Field): Deal => ({ id: '1', url: '', readAt: 0, fields: { nextStep }, lists: {} });
const edit = (from: Field, to: FieldValue | null): Edit => ({ field: 'nextStep', from, to });

type Case = [name: string, from: Field, to: FieldValue | null, now: Field, conflict: boolean, open: boolean];

describe('an edit against the deal as it is now', () => {
  test.each<Case>([
    ['nobody touched it', holds('Call'), 'Meet', holds('Call'), false, true],
    ['somebody wrote something else', holds('Call'), 'Meet', holds('Write'), true, true],
    ['somebody wrote the same', holds('Call'), 'Meet', holds('Meet'), false, false],
    ['somebody emptied it', holds('Call'), 'Meet', EMPTY, true, true],
    ['it was empty and was filled meanwhile', EMPTY, 'Meet', holds('Call'), true, true],
    ['it was empty and still is', EMPTY, 'Meet', EMPTY, false, true],
    ['it cannot be read now', holds('Call'), 'Meet', UNKNOWN, false, true],
    ['it could not be read then', UNKNOWN, 'Meet', holds('Call'), false, true],
    ['to be emptied, and is', holds('Call'), null, EMPTY, false, false],
    [
      'a rounded form of what it was is no conflict',
      holds({ value: 48_700, currency: 'USD' }, true),
      'Meet',
      holds({ value: 48_712, currency: 'USD' }),
      false,
      true,
    ],
  ])('%s', (_name, from, to, now, conflict, open) => {
    const deal = dealWith(now);
    expect(conflictsIn([edit(from, to)], deal)).toHaveLength(conflict ? 1 : 0);
    expect(notYetIn([edit(from, to)], deal)).toHaveLength(open ? 1 : 0);
  });

  test('a conflict carries what it was, what it is and what was to be written', () => {
    expect(conflictsIn([edit(holds('Call'), 'Meet')], dealWith(holds('Write')))).toEqual([
      { field: 'nextStep', base: holds('Call'), theirs: holds('Write'), ours: 'Meet' },
    ]);
  });
});

describe('taking edits back', () => {
  test.each<[string, Field, FieldValue | null, FieldValue | null]>([
    ['a value comes back', holds('Call'), 'Meet', 'Call'],
    ['an empty field is emptied', EMPTY, 'Meet', null],
    ['what was not known is not made up', UNKNOWN, 'Meet', 'nothing'],
  ])('%s', (_name, from, to, back) => {
    const [first] = reversed([edit(from, to)]);
    expect(first ? first.to : 'nothing').toEqual(back);
  });

  test('twice is where one began', () => {
    const edits: Edit[] = [{ field: 'custom.budget', from: holds(5), to: 9 }];
    expect(reversed(reversed(edits))[0]?.to).toBe(9);
  });
});
