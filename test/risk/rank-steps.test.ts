import { expect, test } from 'vitest';
import type { StepResult } from '@/lib/domain/assessment';
import { cutPerMinute, effectOf, rankSteps } from '@/lib/risk/rank-steps';

function step(id: string, effect: number, minutes: number): StepResult {
  return { id, title: id, why: id, effect, minutes };
}

test.each<[string, StepResult[], string[]]>([
  ['more cut per minute goes first', [step('slow', -9, 30), step('quick', -5, 5)], ['quick', 'slow']],
  ['equal per minute: the larger cut', [step('small', -2, 10), step('large', -4, 20)], ['large', 'small']],
  [
    'what helps nothing comes last, the quickest first',
    [step('none', 0, 20), step('none-quick', 0, 2), step('helps', -1, 60)],
    ['helps', 'none-quick', 'none'],
  ],
  ['what harms comes after what helps nothing', [step('harms', 3, 1), step('none', 0, 20)], ['none', 'harms']],
  ['equal in all: by id', [step('b', -1, 1), step('a', -1, 1)], ['a', 'b']],
])('%s', (_name, steps, order) => {
  expect(rankSteps(steps).map(({ id }) => id)).toEqual(order);
});

test('a step of no minutes counts as one minute', () => {
  expect(cutPerMinute(step('a', -3, 0))).toBe(3);
});

test('an effect needs a risk before and after', () => {
  expect([effectOf({ risk: 60 }, { risk: 51 }), effectOf(null, { risk: 51 }), effectOf({ risk: 60 }, null)]).toEqual([
    -9, 0, 0,
  ]);
});
