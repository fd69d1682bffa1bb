import { expect, test } from 'vitest';
import { goesByClock, lookedAt, type RuleName } from '@/lib/rules/looked-at';
import { runnable } from './support';

const PACK = runnable({
  fairlead: 1,
  id: 'looked-at',
  version: 1,
  title: 'Looked at',
  fields: {
    closeDate: { why: 'The forecast needs it.', valid: 'deal.closeDate > now' },
    budget: { label: 'Budget', type: 'money', why: 'Asked for.', crm: {} },
  },
  stages: [
    {
      id: 'open',
      title: 'Open',
      match: ['Open'],
      exit: [
        {
          id: 'budget-fits',
          title: 'Budget fits',
          when: 'deal.amount > 100',
          require: 'deal.custom.budget >= deal.amount && contacts.size() > 0',
          why: 'It must.',
        },
        {
          id: 'met-lately',
          title: 'Met lately',
          require: 'count(activities) > 90',
          evidence: { activity: { type: 'meeting' }, within: 'P30D' },
          why: 'It must.',
        },
        { id: 'stepped', title: 'Stepped', require: 'daysUntil(deal.nextStepDate) >= 0.0', why: 'It must.' },
      ],
    },
  ],
  signals: [{ id: 'silent', title: 'Silent', when: 'facts.daysSilent > 14', weight: 0.5, why: 'Silence costs deals.' }],
  steps: [{ id: 'call', title: 'Call', when: 'facts.daysSilent > 7 && stage == "open"', minutes: 5, why: 'To hear.' }],
  variants: [
    {
      id: 'small',
      title: 'Small',
      when: 'deal.amount < 10',
      rules: { silent: { when: 'facts.daysSilent > deal.probability' } },
    },
  ],
});

test.each<[RuleName, string[]]>([
  [{ kind: 'criterion', id: 'budget-fits' }, ['deal.amount', 'deal.custom.budget', 'list.contacts']],
  [{ kind: 'signal', id: 'silent' }, ['facts.daysSilent', 'deal.probability']],
  [{ kind: 'step', id: 'call' }, ['facts.daysSilent', 'stage']],
  [{ kind: 'gap', id: 'closeDate' }, ['deal.closeDate']],
  [{ kind: 'gap', id: 'custom.budget' }, []],
  [{ kind: 'signal', id: 'gone' }, []],
])('the rule %o rests on %o', (rule, inputs) => {
  expect(lookedAt(PACK, rule)).toEqual(inputs);
});

test.each<[RuleName, boolean]>([
  [{ kind: 'criterion', id: 'budget-fits' }, false],
  [{ kind: 'criterion', id: 'met-lately' }, true],
  [{ kind: 'criterion', id: 'stepped' }, true],
  [{ kind: 'signal', id: 'silent' }, true],
  [{ kind: 'step', id: 'call' }, true],
  [{ kind: 'gap', id: 'closeDate' }, true],
  [{ kind: 'gap', id: 'custom.budget' }, false],
])('F15: whether the rule %o goes by the clock: %s', (rule, does) => {
  expect(goesByClock(PACK, rule)).toBe(does);
});
