import { describe, expect, test } from 'vitest';
import { assess } from '@/lib/assess/assess';
import { canonicalJson, snapshotHash } from '@/lib/domain/canonical';
import { clock, deal, EMPTY, FIRST, pack, UNREAD, value, WATCHED } from './situation';

test('an assessment says what was read, what holds, how risky it is and what to do', () => {
  const assessed = assess({ deal: deal(), history: WATCHED, pack: pack(), clock });
  expect(assessed).toMatchObject({
    format: 1,
    dealId: '7',
    at: clock.now,
    pack: { id: 'sample', version: 3, title: 'Sample' },
    snapshotHash: snapshotHash(deal()),
    stage: { label: 'Discovery', id: 'discovery', state: 'known', next: { id: 'proposal', title: 'Proposal' } },
    read: { source: 'page', read: 5, empty: 1, unknown: [] },
    criteria: [{ id: 'buyer-known', verdict: { kind: 'notMet' } }],
    broken: [],
  });
  expect(assessed.signals.filter(({ verdict }) => verdict.kind === 'met').map(({ id }) => id)).toEqual([
    'overdue',
    'silent',
    'single-threaded',
    'vague',
  ]);
});

test('base and factors add up to the risk', () => {
  const { risk } = assess({ deal: deal(), history: WATCHED, pack: pack(), clock });
  if (risk.state !== 'band') throw new Error('no band');
  expect(risk.factors.reduce((sum, { points }) => sum + points, risk.base)).toBe(risk.risk);
  // 1 / (1 + exp(-(0.8 + 0.6 + 0.5 + 0.4)))
  expect(risk.risk).toBe(91);
  expect(risk.factors[0]).toEqual({ id: 'overdue', title: 'Close date is past', points: 14 });
});

test('steps come by risk cut per minute; what helps nothing comes last', () => {
  const { steps } = assess({ deal: deal(), history: WATCHED, pack: pack(), clock });
  const rates = steps.map(({ effect, minutes }) => -effect / minutes);
  expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  expect(steps.slice(-2).map(({ id, effect }) => [id, effect])).toEqual([
    ['plan', 0],
    ['nothing', 0],
  ]);
});

test('the same inputs give the same bytes', () => {
  const input = { deal: deal(), history: WATCHED, pack: pack(), clock };
  expect(canonicalJson(assess(input))).toBe(canonicalJson(assess(input)));
});

describe('what could not be read', () => {
  test('is named, with the odd text; what this CRM does not cover is not', () => {
    const some = deal(
      {
        amount: { state: 'unknown', reason: 'odd', raw: 'about 50' },
        closeDate: UNREAD,
        probability: { state: 'unknown', reason: 'notCovered' },
      },
      { activities: { state: 'unknown', reason: 'notOnPage' } },
    );
    expect(assess({ deal: some, history: FIRST, pack: pack(), clock }).read).toEqual({
      source: 'page',
      read: 3,
      empty: 1,
      unknown: [
        { input: 'amount', label: 'Amount', reason: 'odd', raw: 'about 50' },
        { input: 'closeDate', label: 'Close date', reason: 'notOnPage' },
        { input: 'activities', label: 'Activities', reason: 'notOnPage' },
      ],
    });
  });

  test('a reading from both sources is mixed', () => {
    expect(
      assess({
        deal: deal({ name: { state: 'value', value: 'Acme', source: 'api' } }),
        history: FIRST,
        pack: pack(),
        clock,
      }).read.source,
    ).toBe('mixed');
  });

  test('nothing at all: no score, no gap, no step with an effect', () => {
    const nothing = { ...deal(), fields: { 'stage.label': UNREAD, amount: UNREAD }, lists: {} };
    const assessed = assess({ deal: nothing, history: FIRST, pack: pack(), clock });
    expect(assessed).toMatchObject({
      risk: { state: 'none', reason: 'nothingRead' },
      gaps: [],
      stage: { state: 'unreadable' },
    });
    expect(assessed.steps.every(({ effect }) => effect === 0)).toBe(true);
  });
});

test('a closed deal has no risk and no steps', () => {
  expect(assess({ deal: deal({ 'stage.label': value('Won') }), history: WATCHED, pack: pack(), clock })).toMatchObject({
    risk: { state: 'none', reason: 'closed' },
    steps: [],
    stage: { state: 'closed' },
  });
});

test('a pack without signals gives no risk', () => {
  const plain = pack({ signals: [], steps: [] });
  expect(assess({ deal: deal(), history: WATCHED, pack: plain, clock }).risk).toEqual({
    state: 'none',
    reason: 'noSignals',
  });
});

test('a rule that fails is named, and the others stand', () => {
  const signals = [
    { id: 'fails', title: 'Fails', when: '1 / (facts.contactsCount - 1) > 0', weight: 1, why: 'x' },
    { id: 'vague', title: 'No next step', when: 'blank(deal.nextStep)', weight: 0.4, why: 'x' },
  ];
  const broken = pack({ signals: [{ ...signals[0], when: '1 / (count(contacts) - 1) > 0' }, signals[1]], steps: [] });
  const assessed = assess({ deal: deal({ nextStep: EMPTY }), history: WATCHED, pack: broken, clock });
  expect(assessed.broken.map(({ id }) => id)).toEqual(['fails']);
  expect(assessed.risk).toMatchObject({ state: 'band', risk: 60 });
});
