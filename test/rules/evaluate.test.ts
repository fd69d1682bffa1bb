import { describe, expect, test } from 'vitest';
import { evaluatePack } from '@/lib/rules/evaluate';
import { deal, empty, evaluate, input, money, pack, runnable, signals, STAGES, unread, value } from './support';

const rule = (id: string, require: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  title: id,
  require,
  why: 'w',
  ...more,
});
const at = (label: string): ReturnType<typeof value> => value(label);

const PROCESS = pack({
  fields: {
    amount: { requiredFrom: 'discovery', valid: 'deal.amount > 1', why: 'It sizes the deal.' },
    nextStep: { requiredFrom: 'discovery', why: 'w' },
    budget: { label: 'Budget', type: 'money', requiredFrom: 'proposal' },
    buyer: { label: 'Buyer', type: 'contact', requiredFrom: 'won', freshness: 'P60D', junk: 'strict' },
    description: {},
  },
  stages: [
    {
      ...STAGES[0],
      entry: [rule('named', 'has(deal.name)')],
      exit: [
        rule('budget', 'deal.custom.budget > 0', {
          when: 'deal.amount >= 20000',
          enforce: 'block',
          fix: { field: 'budget' },
        }),
      ],
    },
    { ...STAGES[1], entry: [rule('dated', 'deal.closeDate > now')], exit: [rule('signed', 'has(deal.custom.buyer)')] },
    { ...STAGES[3] },
    { ...STAGES[2], entry: [rule('won-entry', 'deal.probability == 100')] },
  ],
});

describe('the stage', () => {
  test.each([
    [at('Discovery'), { id: 'discovery', state: 'known', next: { id: 'proposal', title: 'Proposal' } }],
    [at('  qualiFICATION '), { id: 'discovery', state: 'known' }],
    [at('Próposal'), { id: 'proposal', state: 'known', next: { id: 'won', title: 'Won' } }],
    [at('Closed Won'), { id: 'won', state: 'closed', next: null }],
    [at('Negotiation'), { id: null, state: 'notInPack', label: 'Negotiation', next: null }],
    [empty, { id: null, state: 'unreadable', label: null }],
    [unread, { id: null, state: 'unreadable', label: null }],
  ])('%j → %j', (field, stage) => {
    expect(evaluate(PROCESS, deal({ 'stage.label': field })).stage).toMatchObject(stage);
  });

  test('criteria are those of leaving the stage and of entering the next, lost stages skipped', () => {
    const ids = (label: string): string[] =>
      evaluate(PROCESS, deal({ 'stage.label': at(label) })).criteria.map((c) => `${c.stage} ${c.edge} ${c.id}`);
    expect(ids('Discovery')).toEqual(['discovery exit budget', 'proposal entry dated']);
    expect(ids('Proposal')).toEqual(['proposal exit signed', 'won entry won-entry']);
    expect(ids('Closed Lost')).toEqual([]);
    expect(ids('Elsewhere')).toEqual([]);
  });

  test('a stage that could not be read makes rules over it unknown; one the pack lacks is the empty text', () => {
    const source = signals('stage == "discovery"');
    expect(evaluate(source, deal({ 'stage.label': unread })).signals[0]?.verdict).toMatchObject({ kind: 'unknown' });
    expect(evaluate(source, deal({ 'stage.label': at('Elsewhere') })).signals[0]?.verdict).toEqual({ kind: 'notMet' });
  });
});

describe('a criterion', () => {
  const verdict = (fields: Parameters<typeof deal>[0]) =>
    evaluate(PROCESS, deal({ 'stage.label': at('Discovery'), ...fields })).criteria[0]?.verdict;

  test.each([
    ['met', { amount: money(20_000), 'custom.budget': money(5) }, { kind: 'met' }],
    ['not met when empty', { amount: money(20_000), 'custom.budget': empty }, { kind: 'notMet' }],
    ['not applicable below the amount', { amount: money(5), 'custom.budget': empty }, { kind: 'notApplicable' }],
    ['not applicable when the amount is empty', { amount: empty }, { kind: 'notApplicable' }],
    [
      'unknown when its field could not be read',
      { amount: money(20_000), 'custom.budget': unread },
      { kind: 'unknown', inputs: [{ input: 'custom.budget', label: 'Budget', reason: 'notOnPage' }] },
    ],
    [
      'unknown when it is unknown whether it applies',
      { amount: unread, 'custom.budget': money(5) },
      { kind: 'unknown', inputs: [{ input: 'amount', label: 'Amount', reason: 'notOnPage' }] },
    ],
    [
      'unknown with the text where it is odd',
      { amount: { state: 'unknown', reason: 'odd', raw: '1.200,50 EUR' } as const },
      { kind: 'unknown', inputs: [{ input: 'amount', label: 'Amount', reason: 'odd', raw: '1.200,50 EUR' }] },
    ],
  ])('%s', (_name, fields, expected) => {
    expect(verdict(fields)).toEqual(expected);
  });

  test('carries what a reader needs', () => {
    expect(evaluate(PROCESS, deal({ 'stage.label': at('Discovery') })).criteria[0]).toMatchObject({
      enforce: 'block',
      fix: 'custom.budget',
      why: 'w',
    });
  });
});

describe('gaps', () => {
  const gaps = (fields: Parameters<typeof deal>[0], more = {}): string[] =>
    evaluate(PROCESS, deal({ 'stage.label': at('Discovery'), ...fields }), more).gaps.map(
      (g) => `${g.due} ${g.field} ${g.kind} ${g.value}`,
    );

  test('missing ones of this stage are due now, of the next soon, later ones not at all', () => {
    expect(gaps({ amount: empty, nextStep: empty, 'custom.budget': empty, 'custom.buyer': empty })).toEqual([
      'now amount missing null',
      'now nextStep missing null',
      'soon custom.budget missing null',
    ]);
  });

  test('a field that could not be read is never a gap', () => {
    expect(gaps({ amount: unread, nextStep: { state: 'unknown', reason: 'odd', raw: '?' } })).toEqual([]);
    expect(gaps({})).toEqual([]);
  });

  test('junk, invalid and doubtful optional fields', () => {
    expect(gaps({ amount: money(1), nextStep: value('TBD'), description: value('asdf') })).toEqual([
      'now amount invalid 1 EUR',
      'now nextStep junk TBD',
      'now description junk asdf',
    ]);
    expect(gaps({ amount: money(2), nextStep: value('Demo on Friday'), description: empty })).toEqual([]);
  });

  test('stale is what changed last too long ago; without a change seen nothing is claimed', () => {
    const change = (day: number) => [
      { field: 'custom.buyer' as const, from: empty, to: value('Kim Lee'), seenAt: Date.UTC(2026, 5, day - 74) },
    ];
    const buyer = (changes: ReturnType<typeof change>): string[] =>
      gaps({ 'stage.label': at('Proposal'), 'custom.buyer': value('Kim Lee') }, { changes });
    expect(buyer(change(15))).toEqual(['soon custom.buyer stale Kim Lee']);
    expect(buyer(change(60))).toEqual([]);
    expect(buyer([])).toEqual([]);
  });

  test('nothing is due on a closed deal, and only the optional fields where the stage is not known', () => {
    expect(gaps({ 'stage.label': at('Closed Won'), amount: empty })).toEqual([]);
    expect(gaps({ 'stage.label': unread, amount: empty, description: value('asdf') })).toEqual([
      'now description junk asdf',
    ]);
  });
});

describe('signals, steps and fills', () => {
  const source = pack({
    fields: {
      nextStep: { requiredFrom: 'discovery' },
      approved: { label: 'Approved', type: 'date', requiredFrom: 'discovery' },
      budget: { label: 'Budget', type: 'money', requiredFrom: 'discovery' },
    },
    signals: [{ id: 'late', title: 'Late', when: 'deal.closeDate < now', weight: 0.7, why: 'w' }],
    steps: [
      {
        id: 'renew',
        title: 'Renew',
        when: 'deal.closeDate < now',
        minutes: 10,
        why: 'w',
        changes: [
          { signal: 'late' },
          { field: 'closeDate', value: 'now + days(30)' },
          { field: 'nextStep' },
          { contact: { role: 'Buyer', engaged: true } },
        ],
        action: { task: { subject: 'Renew', due: 'P2W' } },
      },
      { id: 'guess', title: 'Guess', when: 'deal.probability > 5', minutes: 10, why: 'w' },
      { id: 'idle', title: 'Idle', when: 'false', minutes: 10, why: 'w' },
    ],
    fills: [
      { field: 'approved', value: 'now + duration("720h")', because: 'In thirty days' },
      { field: 'budget', value: '0.8 * deal.amount', because: 'Usual share' },
      { field: 'nextStep', value: 'deal.owner.name + " calls"', because: 'Owner' },
      { field: 'closeDate', value: 'now', because: 'not a gap' },
    ],
  });
  const result = evaluate(
    source,
    deal({
      'stage.label': at('Discovery'),
      closeDate: value('2026-06-01'),
      amount: money(100),
      nextStep: empty,
      'custom.approved': empty,
      'custom.budget': empty,
    }),
  );

  test('a step is open only when its condition certainly holds', () => {
    expect(result.steps).toEqual([
      {
        id: 'renew',
        title: 'Renew',
        why: 'w',
        minutes: 10,
        changes: [
          { signal: 'late' },
          { field: 'closeDate', value: '2026-07-15' },
          { field: 'nextStep', value: null },
          { contact: { role: 'Buyer', engaged: true } },
        ],
        action: { task: { subject: 'Renew', dueDays: 14 } },
      },
    ]);
  });

  test('fills are worked out for gaps, in the kind of the field; what cannot be worked out is left away', () => {
    expect(result.fills).toEqual([
      { field: 'custom.approved', value: '2026-07-15', because: 'In thirty days' },
      { field: 'custom.budget', value: { value: 80, currency: null }, because: 'Usual share' },
    ]);
  });
});

describe('a pack', () => {
  test('applies unless it certainly does not', () => {
    const source = { ...signals('true'), applies: 'deal.pipeline == "New business"' };
    const applies = (field: ReturnType<typeof value>): boolean => evaluate(source, deal({ pipeline: field })).applies;
    expect([applies(value('New business')), applies(value('Renewals')), applies(empty), applies(unread)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(evaluate(source, deal({ pipeline: value('Renewals') })).signals).toEqual([]);
  });

  test('a broken rule is named and the others run', () => {
    const result = evaluate(signals('1 / 0 > 1', 'true', '[1][5] == 1'), deal());
    expect(result.signals.map((s) => s.verdict.kind)).toEqual(['broken', 'met', 'broken']);
    expect(result.broken).toEqual([
      { id: 's0', title: '1 / 0 > 1', reason: 'division by zero' },
      { id: 's2', title: '[1][5] == 1', reason: 'index 5 is out of range' },
    ]);
  });

  test('gives the same bytes for the same inputs, whatever was evaluated before', () => {
    const run = runnable(PROCESS);
    const one = input(deal({ 'stage.label': at('Discovery'), amount: money(5), nextStep: value('xxx') }));
    const first = JSON.stringify(evaluatePack(run, one));
    evaluatePack(run, input(deal({ 'stage.label': at('Proposal') })));
    expect(JSON.stringify(evaluatePack(run, one))).toBe(first);
  });
});
