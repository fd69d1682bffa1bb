import { EditorState } from '@codemirror/state';
import { ensureSyntaxTree } from '@codemirror/language';
import { describe, expect, test } from 'vitest';
import { ruleAt } from '@/components/studio/editor/mount';
import { partAt } from '@/components/studio/editor/hover';
import { packSupport } from '@/components/studio/editor/language';
import { expressionAt, placeOf, unescaped, wordsAt } from '@/components/studio/editor/place';

const PACK = `fairlead: 1
title: x
fields:
  economic_buyer:
    label: Buyer
    valid: size(deal.name) > 1
stages:
  - id: open
    match: [Open]
    exit:
      - id: priced
        # what for
        require: "deal.name == \\"a\\""
        evidence:
          contact: { role: x }
signals:
- id: late
  when: >
    deal.closeDate < now &&
    deal.amount > 5
  weight: 1
`;

/** The text up to and with a line. */
const upTo = (last: string): string[] => {
  const lines = PACK.split('\n');
  return lines.slice(0, lines.findIndex((line) => line.includes(last)) + 1);
};

describe('where in a pack a line stands', () => {
  test.each([
    ['title:', '', 'title'],
    ['label:', 'fields.economic_buyer', 'label'],
    ['match:', 'stages[]', 'match'],
    ['- id: priced', 'stages[].exit[]', 'id'],
    ['require:', 'stages[].exit[]', 'require'],
    ['contact:', 'stages[].exit[].evidence', 'contact'],
    ['- id: late', 'signals[]', 'id'],
    ['weight:', 'signals[]', 'weight'],
  ])('%s', (line, place, key) => {
    expect(placeOf(upTo(line))).toEqual({ place, key });
  });

  test('a key that is only begun stands where its indentation puts it', () => {
    expect(placeOf([...upTo('require:'), '        enf'])).toEqual({ place: 'stages[].exit[]', key: null });
    expect(placeOf([...upTo('require:'), 'sig'])).toEqual({ place: '', key: null });
    expect(placeOf([...upTo('require:'), '      - '])).toEqual({ place: 'stages[].exit[]', key: null });
  });

  test('names that people choose stand for any', () => {
    expect(wordsAt({ 'fields.*': 1, '': 2 }, 'fields.economic_buyer')).toBe(1);
    expect(wordsAt({ 'fields.*': 1 }, 'stages[]')).toBeUndefined();
  });
});

describe('the expression that the cursor is in', () => {
  const state = EditorState.create({ doc: PACK, extensions: [packSupport()] });
  ensureSyntaxTree(state, PACK.length, 5_000);
  const at = (text: string): string | undefined => {
    const found = expressionAt(state, PACK.indexOf(text) + 1);
    return found === null ? undefined : unescaped(found.text);
  };

  test.each([
    ['size(deal', 'size(deal.name) > 1'],
    ['deal.name ==', 'deal.name == "a"'],
    ['Buyer', undefined],
    ['late', undefined],
  ])('at %s', (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  test('a folded one is found as a whole', () => {
    expect(at('deal.amount > 5')).toMatch(/^\s*deal\.closeDate < now &&\s+deal\.amount > 5\s*$/);
  });
});

test.each([
  ['deal.account.name == "x"', 2, 'deal'],
  ['deal.account.name == "x"', 8, 'deal.account'],
  ['deal.account.name == "x"', 15, 'deal.account.name'],
  ['1 < daysSince(latest(activities, "at")) && true', 6, 'daysSince(latest(activities, "at"))'],
  ['blank(deal.nextStep)', 8, 'deal'],
  ['contacts.exists(c, c.role == "a") || false', 11, 'contacts.exists(c, c.role == "a")'],
  ['deal.name == "some text"', 16, null],
  ['1 + 2', 2, null],
])('in %j at %i the part is %j', (text, at, expected) => {
  const part = partAt(text, at);
  expect(part && text.slice(part.from, part.to)).toBe(expected);
});

describe('the rule that the cursor is in', () => {
  const LONGER = PACK.replace('    label: Buyer', '    label:\n      en: Buyer').replace('signals:', '"signals":');
  test.each<[string, string, string | null]>([
    ['a line of a criterion', 'require:', 'priced'],
    ['a line of a stage before its criteria', 'match:', 'open'],
    ['a signal at the left edge', 'deal.amount > 5', 'late'],
    ['a field', 'valid:', 'fields.economic_buyer'],
    ['deep in a field', 'en: Buyer', 'fields.economic_buyer'],
    ['the head of the fields', 'fields:', null],
    ['the head of the pack', 'title: x', null],
  ])('%s', (_, line, rule) => {
    const state = EditorState.create({ doc: LONGER, selection: { anchor: LONGER.indexOf(line) + 2 } });
    expect(ruleAt(state)).toBe(rule);
  });
});
