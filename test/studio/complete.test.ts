import { describe, expect, test } from 'vitest';
import { checkExpression } from '@/lib/rules/cel/check';
import { vocabulary } from '@/lib/rules/cel/env';
import { completeExpression } from '@/lib/studio/complete';
import { keyWords } from '@/lib/studio/keys';
import { FUNCTION_WORDS } from '@/lib/studio/words';

const FIELDS = [{ name: 'budget', label: 'Budget', type: 'money' }];

const labels = (before: string): string[] | null =>
  completeExpression(before, FIELDS)?.options.map((o) => o.label) ?? null;

describe('what may stand next in an expression', () => {
  test.each([
    ['', 'daysSince'],
    ['', 'deal'],
    ['!bl', 'blank'],
    ['deal.', 'closeDate'],
    ['deal.cl', 'account'],
    ['deal.account.', 'employees'],
    ['deal.custom.', 'budget'],
    ['deal.name.', 'startsWith'],
    ['deal.amount > 5 && facts.', 'daysSilent'],
    ['contacts.', 'exists'],
    ['contacts.exists(c, c.', 'lastActivityAt'],
    ['contacts.exists(c, c.role.', 'lowerAscii'],
    ['contacts.exists(c, ', 'c'],
    ['activities.filter(a, a.type == "Call").all(b, b.', 'done'],
    ['changes.exists(x, x.', 'from'],
    ['deal.amount > team.', 'medianAmount'],
  ])('behind %j stands %s', (before, wanted) => {
    expect(labels(before)).toContain(wanted);
  });

  test.each([['"deal.'], ["'a\\'deal."], ['deal.amount > 12'], ['deal.amount.'], ['nothing.']])(
    'behind %j stands nothing',
    (before) => {
      expect(labels(before)).toBeNull();
    },
  );

  test('what is put in begins behind the last dot', () => {
    expect(completeExpression('1 < deal.acc', FIELDS)?.from).toBe(9);
  });
});

test.each(FUNCTION_WORDS)('the example of $name compiles', ({ name, example }) => {
  const checked = checkExpression(example, vocabulary({ budget: 'money' }), 'condition');
  expect(checked.ok ? [] : checked.flaws).toEqual([]);
  expect(example).toContain(name);
});

test('keys and their words come from the schema, by place', () => {
  const places = keyWords();
  const names = (place: string): string[] => (places[place] ?? []).map((word) => word.name);
  expect(names('')).toEqual(expect.arrayContaining(['fairlead', 'extends', 'stages', 'tests']));
  expect(names('stages[].exit[]')).toEqual(expect.arrayContaining(['id', 'require', 'evidence', 'enforce']));
  expect(names('fields.*')).toContain('requiredFrom');
  expect(places['stages[].exit[]']?.find((word) => word.name === 'enforce')?.values).toEqual(['block', 'warn', 'info']);
});
