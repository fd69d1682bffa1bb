import { describe, expect, test } from 'vitest';
import { alertsBetween, isOver, type PutOff } from '@/lib/assess/alerts/alerts-between';
import { chosen, placesLeft, type Waiting } from '@/lib/assess/alerts/budget';
import { quietRules, type QuietInput } from '@/lib/assess/alerts/quiet';
import type { Field } from '@/lib/domain/deal';
import type { QueueItem } from '@/lib/domain/queue';
import type { RuleRecord } from '@/lib/risk/rule-backtest';

const UNREAD: Field = { state: 'unknown', reason: 'notOnPage' };
const DAY = 86_400_000;

type Parts = Partial<Omit<QueueItem, 'flags'>> & { flags?: Partial<QueueItem['flags']>; pack?: string };

function item({ flags = {}, pack = 'p', ...parts }: Parts = {}): QueueItem {
  return {
    dealId: '1',
    name: 'Acme',
    url: '',
    stage: 'Proposal',
    standing: 'checked',
    owner: { id: UNREAD, name: UNREAD },
    amount: UNREAD,
    risk: { risk: 40, low: 30, high: 50, state: 'band' },
    gaps: [],
    steps: [],
    day: '2026-11-22',
    readAt: 0,
    source: 'page',
    at: 0,
    basis: '',
    remembered: { dealId: '1', at: 0, pack: { hash: pack }, criteria: [] },
    ...parts,
    flags: { regressed: [], closeDate: null, nextStepDate: null, ...flags },
  };
}

const risk = (points: number, state: 'band' | 'score' = 'band') => ({ risk: points, low: 0, high: 100, state });
const BUDGET = { id: 'budget', title: 'Budget confirmed', since: 1 };
const PUT_OFF: PutOff = { step: 'call', title: 'Call Ada', until: '2026-11-22' };
const YESTERDAY = { day: '2026-11-21' };

describe('what is news of a deal', () => {
  test.each<[string, Parts | null, Parts, string[]]>([
    ['nothing, when it is seen for the first time', null, { flags: { regressed: [BUDGET] } }, []],
    ['a criterion that is newly not met', {}, { flags: { regressed: [BUDGET] } }, ['regressed criterion:budget']],
    ['not one that was so before', { flags: { regressed: [BUDGET] } }, { flags: { regressed: [BUDGET] } }, []],
    ['not one that only other rules say', { pack: 'old' }, { flags: { regressed: [BUDGET] } }, []],
    [
      'a close date that passed overnight',
      { ...YESTERDAY, flags: { closeDate: '2026-11-21' } },
      { flags: { closeDate: '2026-11-21' } },
      ['overdue gap:closeDate'],
    ],
    [
      'not one that had passed before',
      { ...YESTERDAY, flags: { closeDate: '2026-11-20' } },
      { flags: { closeDate: '2026-11-20' } },
      [],
    ],
    ['not one that is today', YESTERDAY, { flags: { closeDate: '2026-11-22' } }, []],
    [
      'a close date that was set into the past',
      { flags: { closeDate: '2026-12-01' } },
      { flags: { closeDate: '2026-11-01' } },
      ['overdue gap:closeDate'],
    ],
    ['a risk that rose by ten points', {}, { risk: risk(50) }, ['risk risk']],
    ['not one that rose by nine', {}, { risk: risk(49) }, []],
    ['not one that fell', { risk: risk(90) }, { risk: risk(20) }, []],
    ['not a number that took the place of a band', {}, { risk: risk(90, 'score') }, []],
    ['not a risk that was not known', { risk: null }, { risk: risk(90) }, []],
    [
      'a next step whose day has come',
      { ...YESTERDAY, flags: { nextStepDate: '2026-11-22' } },
      { flags: { nextStepDate: '2026-11-22' } },
      ['stepDue gap:nextStepDate'],
    ],
    ['nothing of a deal that was closed', {}, { standing: 'closed', risk: risk(99) }, []],
  ])('%s', (_name, before, after, expected) => {
    const found = alertsBetween(before === null ? null : item(before), item(after));
    expect(found.map(({ kind, rule }) => `${kind} ${rule}`)).toEqual(expected);
  });

  test.each<[string, string, number]>([
    ['comes back on its day', '2026-11-22', 1],
    ['not before', '2026-11-23', 0],
    ['and not a second time', '2026-11-21', 0],
  ])('a step that was put off %s', (_name, until, count) => {
    expect(alertsBetween(item(YESTERDAY), item(), [{ ...PUT_OFF, until }])).toHaveLength(count);
  });

  test.each<[string, Parameters<typeof isOver>[0], Parts, boolean | null]>([
    [
      'a regression while it lasts',
      { kind: 'regressed', rule: 'criterion:budget' },
      { flags: { regressed: [BUDGET] } },
      false,
    ],
    ['a regression that is met again', { kind: 'regressed', rule: 'criterion:budget' }, {}, true],
    [
      'a regression of a deal that could not be checked',
      { kind: 'regressed', rule: 'criterion:budget' },
      { standing: 'stageUnknown' },
      null,
    ],
    [
      'a close date that was moved',
      { kind: 'overdue', rule: 'gap:closeDate' },
      { flags: { closeDate: '2026-12-01' } },
      true,
    ],
    ['a close date that cannot be read', { kind: 'overdue', rule: 'gap:closeDate' }, {}, null],
    ['a risk is nobody’s act', { kind: 'risk', rule: 'risk' }, { risk: risk(1) }, null],
    ['anything of a closed deal', { kind: 'risk', rule: 'risk' }, { standing: 'closed' }, true],
  ])('is over, or not: %s', (_name, alert, after, expected) => {
    expect(isOver(alert, item(after))).toBe(expected);
  });
});

describe('the budget', () => {
  test.each([
    [{ pack: null, rep: null, told: 0 }, 3],
    [{ pack: 5, rep: null, told: 2 }, 3],
    [{ pack: 5, rep: 2, told: 0 }, 2],
    [{ pack: 2, rep: 9, told: 0 }, 2],
    [{ pack: 5, rep: 0, told: 0 }, 0],
    [{ pack: 0, rep: null, told: 0 }, 0],
    [{ pack: 2, rep: null, told: 7 }, 0],
  ])('of %o leaves %i', (budget, expected) => {
    expect(placesLeft(budget)).toBe(expected);
  });

  const waits = (
    dealId: string,
    value: number | null,
    currency: string | null = 'EUR',
    parts: Partial<Waiting<string>> = {},
  ): Waiting<string> => ({
    alert: dealId,
    dealId,
    rule: 'risk',
    raisedAt: 0,
    stake: { value, currency, cut: 1 },
    ...parts,
  });
  const told = (waiting: readonly Waiting<string>[], places = 3, now = 0, quiet: readonly string[] = []) =>
    chosen(waiting, { places, quiet: new Set(quiet), now });

  test('tells what is most at stake first, and no more than there are places', () => {
    expect(told([waits('a', 1), waits('b', 5), waits('c', 3), waits('d', 4)])).toEqual(['b', 'd', 'c']);
    expect(told([waits('a', 1)], 0)).toEqual([]);
  });

  test('tells one thing of a deal at a time', () => {
    expect(told([waits('a', 9), waits('a', 9, 'EUR', { alert: 'again' }), waits('b', 1)])).toEqual(['a', 'b']);
  });

  test('lets the best of each currency take turns, and what has no amount wait for the rest', () => {
    const waiting = [
      waits('y1', 9e9, 'JPY'),
      waits('e1', 5),
      waits('e2', 4),
      waits('none', null),
      waits('y2', 1, 'JPY'),
    ];
    expect(told(waiting, 5)).toEqual(['e1', 'y1', 'e2', 'y2', 'none']);
  });

  test('keeps quiet of quiet rules, and of what is no news any more', () => {
    const waiting = [
      waits('a', 9, 'EUR', { rule: 'criterion:x' }),
      waits('b', 5),
      waits('old', 99, 'EUR', { raisedAt: -3 * DAY }),
    ];
    expect(told(waiting, 3, 0, ['criterion:x'])).toEqual(['b']);
  });
});

describe('rules that go quiet', () => {
  const NONE: QuietInput = { counts: [], rules: [], disputes: [], awake: new Set() };
  const count = (shown: number, acted: number) => ({ rule: 'criterion:x', title: 'X', shown, acted });
  const record = (deals: number, low: number, high: number): RuleRecord => ({
    id: 'criterion:x',
    title: 'X',
    fires: { deals, won: deals / 2 },
    quiet: { deals, won: deals / 2 },
    lift: { value: 1, low, high },
    evidence: low <= 1 && high >= 1 ? 'none' : 'risk',
    judgedDeals: 2 * deals,
    firedDeals: deals,
    firedSnapshots: deals,
    leadDays: null,
    stages: [],
  });
  const line = (repRight: number | null, closed: number, low: number): QuietInput['disputes'][number] => ({
    kind: 'signal',
    id: 'x',
    title: 'X',
    closed,
    won: 0,
    open: 0,
    repRight,
    ruleRight: repRight === null ? null : closed - repRight,
    share: { value: 0.9, low, high: 1 },
  });

  test.each<[string, Partial<QuietInput>, string[]]>([
    ['eight alerts and none acted on', { counts: [count(8, 0)] }, ['notActedOn']],
    ['seven are too few to say so', { counts: [count(7, 0)] }, []],
    ['one in eight may be one in two', { counts: [count(8, 1)] }, []],
    ['two in forty are few enough', { counts: [count(40, 2)] }, ['notActedOn']],
    ['no lift on sixty closed deals', { rules: [record(30, 0.8, 1.3)] }, ['noLift']],
    ['no lift on too few deals is no evidence', { rules: [record(29, 0.8, 1.3)] }, []],
    ['a rule with a lift tells on', { rules: [record(30, 0.3, 0.8)] }, []],
    ['disputed, and the reps were right', { disputes: [line(8, 8, 0.68)] }, ['disputed']],
    ['disputed, and it might be chance', { disputes: [line(6, 8, 0.41)] }, []],
    ['a flag that foretells nothing cannot be proved wrong', { disputes: [line(null, 20, 0.9)] }, []],
    ['an admin woke it', { rules: [record(30, 0.8, 1.3)], awake: new Set(['criterion:x']) }, []],
    ['woken, and still not acted on', { counts: [count(8, 0)], awake: new Set(['criterion:x']) }, ['notActedOn']],
    ['one reason is enough', { counts: [count(8, 0)], rules: [record(30, 0.8, 1.3)] }, ['notActedOn']],
  ])('%s', (_name, input, expected) => {
    expect(quietRules({ ...NONE, ...input }).map(({ why }) => why)).toEqual(expected);
  });

  test('say how sure that is', () => {
    const [rule] = quietRules({ ...NONE, counts: [count(12, 0)] });
    expect(rule).toMatchObject({ shown: 12, acted: 0, share: { low: 0 } });
    expect(rule?.why === 'notActedOn' && rule.share.high).toBeCloseTo(0.2425, 3);
  });
});
