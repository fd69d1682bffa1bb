import { describe, expect, test } from 'vitest';
import type { StepResult } from '@/lib/domain/assessment';
import { laySteps, snoozeDays, type StepMark, type StepState } from '@/lib/domain/step-states';

const CLOCK = { now: Date.parse('2026-11-22T12:00:00Z'), today: '2026-11-22' };

function step(id: string): StepResult {
  return { id, title: `Step ${id}`, why: 'Because.', minutes: 10, effect: -3 };
}

function said(id: string, mark: StepMark, at = '2026-11-20T09:00:00Z'): StepState {
  return { ...mark, step: id, title: `Step ${id}`, at: Date.parse(at) };
}

/** The ids of what lies where. */
function laid(states: readonly StepState[]): Record<string, string[]> {
  const { open, unconfirmed, aside, settled } = laySteps([step('a'), step('b'), step('c')], states, CLOCK);
  const ids = (items: readonly { step: StepResult }[]): string[] => items.map((item) => item.step.id);
  return {
    open: ids(open),
    again: open.flatMap(({ step: { id }, said: state }) => (state ? [id] : [])),
    unconfirmed: ids(unconfirmed),
    aside: ids(aside),
    settled: settled.map((state) => state.step),
  };
}

const REST = { open: ['a', 'c'], again: [], unconfirmed: [], aside: [], settled: [] };
const ALL = { ...REST, open: ['a', 'b', 'c'] };

describe('what a rep said, laid over the steps', () => {
  test.each<[string, StepState[], Record<string, string[]>]>([
    ['nothing said: all are open, in their order', [], ALL],
    ['put off until tomorrow: aside', [said('b', { kind: 'notNow', until: '2026-11-23' })], { ...REST, aside: ['b'] }],
    [
      'put off until today: back by itself, and says so',
      [said('b', { kind: 'notNow', until: '2026-11-22' })],
      { ...ALL, again: ['b'] },
    ],
    [
      'does not apply: aside for good',
      [said('b', { kind: 'doesNotApply', reason: 'A renewal.' }, '2025-01-01T00:00:00Z')],
      { ...REST, aside: ['b'] },
    ],
    [
      'done, and the rules still ask for it: not confirmed',
      [said('b', { kind: 'done' })],
      { ...REST, unconfirmed: ['b'] },
    ],
    [
      'done a week ago, and the rules still ask for it: in the list again',
      [said('b', { kind: 'done' }, '2026-11-15T12:00:00Z')],
      { ...ALL, again: ['b'] },
    ],
    ['done, and no longer asked for: settled', [said('x', { kind: 'done' })], { ...ALL, settled: ['x'] }],
    [
      'done long ago, and no longer asked for: nothing is said of it',
      [said('x', { kind: 'done' }, '2026-10-01T00:00:00Z')],
      ALL,
    ],
    [
      'put off, and not asked for meanwhile: nothing is said',
      [said('x', { kind: 'notNow', until: '2027-01-01' })],
      ALL,
    ],
  ])('%s', (_name, states, expected) => {
    expect(laid(states)).toEqual(expected);
  });
});

test.each([
  ['2026-11-22', 'a Sunday', '2026-11-23', '2026-11-23'],
  ['2026-11-23', 'a Monday', '2026-11-24', '2026-11-30'],
  ['2026-11-26', 'a Thursday', '2026-11-27', '2026-11-30'],
  ['2026-12-31', 'the last of a year', '2027-01-01', '2027-01-04'],
])('on %s, %s, tomorrow is %s and next week begins on %s', (today, _name, tomorrow, nextWeek) => {
  expect(snoozeDays(today)).toEqual({ tomorrow, nextWeek });
});
