import { expect, test } from 'vitest';
import { compilePack } from '@/lib/rules/compile';
import { runPackTests } from '@/lib/rules/pack-tests';
import { pack, STAGES } from './support';

const SOURCE = pack({
  applies: 'deal.pipeline != "Renewals"',
  fields: {
    budget: { label: 'Budget', type: 'money', requiredFrom: 'discovery' },
    nextStep: { requiredFrom: 'discovery' },
  },
  stages: [
    {
      ...STAGES[0],
      exit: [
        {
          id: 'budget-confirmed',
          title: 'Budget',
          when: 'deal.amount >= 20000',
          require: 'deal.custom.budget >= 0.8 * deal.amount',
          why: 'w',
        },
      ],
    },
    { ...STAGES[1] },
  ],
  signals: [
    { id: 'pushed', title: 'Pushed', when: 'facts.pushes >= 2', weight: 1, why: 'w' },
    { id: 'single', title: 'Single', when: 'count(contacts) < 2', weight: 1, why: 'w' },
    { id: 'late', title: 'Late', when: 'deal.closeDate < now', weight: 1, why: 'w' },
  ],
  steps: [{ id: 'add-contact', title: 'Add', when: 'count(contacts) < 2', minutes: 5, why: 'w' }],
});

const run = (tests: readonly Record<string, unknown>[]) => {
  const result = compilePack({ ...SOURCE, tests });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return runPackTests(result.pack, result.tests);
};

const CELLS = pack({
  stages: [{ ...STAGES[0] }],
  signals: [
    { id: 'buyer', title: 'B', when: 'contacts.exists(c, c.role == "Buyer")', weight: 1, why: 'w' },
    { id: 'several', title: 'S', when: 'count(contacts) >= 2', weight: 1, why: 'w' },
    { id: 'moved', title: 'M', when: 'changes.exists(c, c.field == "amount")', weight: 1, why: 'w' },
  ],
});

test.each<[string, string[], Record<string, string>]>([
  ['everything shown', [], { buyer: 'met', several: 'met', moved: 'notMet' }],
  ['the roles are not shown', ['contacts.role'], { buyer: 'unknown', several: 'met' }],
  ['the role of one is not shown', ['contacts[1].role'], { buyer: 'unknown' }],
  ['the role of another is not shown', ['contacts[0].role'], { buyer: 'met' }],
  ['there may be more rows', ['contacts.rest'], { buyer: 'met', several: 'unknown' }],
  ['the list is not shown', ['contacts'], { buyer: 'unknown', several: 'unknown' }],
  ['the history is not known', ['changes'], { moved: 'unknown' }],
])('a test can say that %s', (name, unknown, expected) => {
  const contacts = [{ name: 'Ann' }, { name: 'Bo', role: 'Buyer' }];
  const result = compilePack({ ...CELLS, tests: [{ name, deal: { contacts }, unknown, expect: expected }] });
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  expect(runPackTests(result.pack, result.tests)).toEqual([{ name, passed: true, failures: [] }]);
});

test.each([
  ['contacts.rol', 'did you mean `contacts.role`?'],
  ['contact.role', 'did you mean `contacts.role`?'],
  ['facts.pushs', undefined],
  ['contacts[0].rest', undefined],
])('a test that calls %s unknown is wrong', (name, hint) => {
  const result = compilePack({ ...CELLS, tests: [{ name: 't', deal: {}, unknown: [name] }] });
  const found = result.ok ? [] : result.errors;
  expect(found.map((e) => [e.path, e.message, e.hint])).toEqual([
    ['tests[0].unknown[0]', `there is nothing called "${name}"`, hint],
  ]);
});

test('tests of a pack that hold', () => {
  const results = run([
    {
      name: 'small deals need no budget',
      deal: { stage: 'Discovery', amount: 5000 },
      expect: { 'budget-confirmed': 'notApplicable' },
      gaps: { budget: 'missing', nextStep: 'missing' },
    },
    {
      name: 'large ones do',
      deal: { stage: 'discovery', amount: 20000, custom: { budget: 15999 } },
      expect: { 'budget-confirmed': 'notMet' },
    },
    {
      name: 'enough',
      deal: {
        stage: 'discovery',
        amount: { value: 20000, currency: 'EUR' },
        custom: { budget: 16000 },
        nextStep: 'tbd',
      },
      expect: { 'budget-confirmed': 'met' },
      gaps: { budget: 'none', nextStep: 'junk' },
    },
    {
      name: 'unread',
      deal: { stage: 'discovery', amount: 20000 },
      unknown: ['budget'],
      expect: { 'budget-confirmed': 'unknown' },
      gaps: { budget: 'none' },
    },
    {
      name: 'unread list',
      deal: { stage: 'discovery' },
      unknown: ['contacts'],
      expect: { single: 'unknown', 'add-contact': 'unknown' },
    },
    {
      name: 'contacts',
      deal: { contacts: [{ name: 'Ann' }, { name: 'Bo', lastActivityAt: '2026-06-01T08:00:00Z' }] },
      expect: { single: 'notMet', 'add-contact': 'notMet' },
    },
    { name: 'facts given', deal: {}, facts: { pushes: 2 }, expect: { pushed: 'met' } },
    {
      name: 'facts derived from changes',
      now: '2026-06-15',
      deal: { closeDate: '2026-08-01' },
      changes: [
        { field: 'closeDate', from: '2026-06-01', to: '2026-07-01', on: '2026-05-01' },
        { field: 'closeDate', from: '2026-07-01', to: '2026-08-01', on: '2026-06-01' },
      ],
      expect: { pushed: 'met', late: 'notMet' },
    },
    { name: 'a fact that is not known', deal: {}, unknown: ['facts.pushes'], expect: { pushed: 'unknown' } },
    { name: 'the day it takes place', now: '2026-09-01', deal: { closeDate: '2026-08-31' }, expect: { late: 'met' } },
    { name: 'another pipeline', deal: { pipeline: 'Renewals' }, applies: false },
  ]);
  expect(results.filter((r) => !r.passed)).toEqual([]);
});

test('tests that fail say what was expected and what came', () => {
  expect(
    run([
      {
        name: 'wrong',
        deal: { stage: 'Proposal', nextStep: 'Demo' },
        expect: { single: 'notMet', 'budget-confirmed': 'met' },
        gaps: { nextStep: 'junk' },
        applies: false,
      },
    ]),
  ).toEqual([
    {
      name: 'wrong',
      passed: false,
      failures: [
        { about: 'applies', expected: 'false', actual: 'true' },
        { about: 'single', expected: 'notMet', actual: 'met' },
        { about: 'budget-confirmed', expected: 'met', actual: 'not reached at this stage' },
        { about: 'gap nextStep', expected: 'junk', actual: 'none' },
      ],
    },
  ]);
});
