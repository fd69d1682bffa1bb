import { describe, expect, test } from 'vitest';
import { factorDefs, factorValues, NO_USUAL } from '@/lib/assess/factors';
import { AGES } from '@/lib/assess/past/ages';
import { pastRows, type Past } from '@/lib/assess/past/past-rows';
import { DAY_MS, endOf, type DealRecord } from '@/lib/assess/past/record';
import { situationThen } from '@/lib/assess/past/situation-then';
import { rulesOf } from '@/lib/assess/past/verdicts-then';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Values } from '@/lib/risk/rows';
import { FIRED, QUIET } from '@/lib/risk/rule-backtest';
import { evaluatePack } from '@/lib/rules/evaluate';
import { change, day, endPack, poisoned, reading, record, value } from './records';

const PACK = endPack();

function past(records: readonly DealRecord[], now = day(1000)): Past {
  const steps = pastRows({ records, pack: PACK, now });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Seen on day 0, 20 and 50; the amount and the next step moved, and on day 100 it was won. */
const WATCHED = record(
  [
    reading(0),
    reading(20, { amount: value({ value: 30_000, currency: 'EUR' }), nextStep: value('Send the draft') }),
    reading(50, { 'stage.label': value('Proposal') }),
    reading(100, { 'stage.label': value('Won'), amount: value({ value: 99_999, currency: 'EUR' }) }),
  ],
  [change(50, 'stage.label', 'Discovery', 'Proposal'), change(100, 'stage.label', 'Proposal', 'Won')],
);

/** Read once, when it was over; the CRM's own history tells of the stage and the close date. */
const TOLD = record(
  [reading(100, { 'stage.label': value('Lost'), closeDate: value('2026-04-11') })],
  [
    change(25, 'stage.label', 'Discovery', 'Proposal'),
    change(35, 'closeDate', '2026-03-01', '2026-05-01'),
    change(100, 'stage.label', 'Proposal', 'Lost'),
  ],
);

/** Read once, when it was over, and nothing tells how it went. */
const ONCE = record([reading(100, { 'stage.label': value('Lost') })]);

function valuesAt(from: DealRecord, number: number): Values {
  const then = situationThen(from, day(number));
  if (then === null) throw new Error('nothing then');
  const facts = deriveFacts(then.deal, then.history, then.clock);
  const { changes, watchedSince } = then.history;
  const result = evaluatePack(PACK, { deal: then.deal, facts, changes, clock: then.clock, watchedSince });
  return factorValues({ deal: then.deal, facts, signals: result.signals, stage: result.stage, usual: NO_USUAL });
}

describe('a deal as it was known then', () => {
  test.each<[string, DealRecord, number, Values]>([
    ['on day 0, as first read', WATCHED, 0, { stage: 'discovery', amount: 20_000, 'next-step': null, 'deal-age': 0 }],
    ['on day 30, as last read before', WATCHED, 30, { stage: 'discovery', amount: 30_000, 'next-step': 'filled in' }],
    ['on day 60, in its next stage for ten days', WATCHED, 60, { stage: 'proposal', 'stage-age': 10, silence: 20 }],
    [
      'told by the CRM only: the stage then',
      TOLD,
      14,
      { stage: 'discovery', source: 'Web', silence: 11, due: 'within 90 days' },
    ],
    [
      'told by the CRM only: the stage and the push by day 40',
      TOLD,
      40,
      { stage: 'proposal', pushes: 1, 'stage-age': 15 },
    ],
  ])('%s', (_name, from, number, expected) => {
    expect(valuesAt(from, number)).toMatchObject(expected);
  });

  test('what was only read later, and may have been otherwise, is unknown', () => {
    const values = valuesAt(TOLD, 14);
    for (const factor of ['amount', 'owner', 'next-step', 'roundness']) expect(values).not.toHaveProperty(factor);
    expect(valuesAt(ONCE, 0)).toEqual({
      'deal-age': 0,
      source: 'Web',
      silence: 0,
      activities: 0,
      'signal:silent': 0,
    });
  });

  test('every value belongs to a factor that is defined', () => {
    const known = new Set(factorDefs(PACK).map((factor) => factor.id));
    expect(Object.keys(valuesAt(WATCHED, 60)).filter((id) => !known.has(id))).toEqual([]);
    expect(known.size).toBe(factorDefs(PACK).length);
  });
});

/** What differs when the future is made absurd. */
function leaks(build: (from: DealRecord, number: number) => Values): string[] {
  const cases = [WATCHED, TOLD].flatMap((from) => [0, 7, 14, 30, 60, 90].map((number) => [from, number] as const));
  return cases.flatMap(([from, number]) => {
    const [a, b] = [build(from, number), build(poisoned(from, day(number)), number)];
    return Object.keys({ ...a, ...b }).filter((factor) => a[factor] !== b[factor]);
  });
}

describe('no value from the future', () => {
  test('with the future made absurd, every row stays as it was', () => {
    expect(leaks(valuesAt)).toEqual([]);
  });

  test('a planted leak, the amount as last read, is caught', () => {
    const leaky = (from: DealRecord, number: number): Values => {
      const amount = from.snapshots.at(-1)?.fields.amount;
      return { ...valuesAt(from, number), amount: amount?.state === 'value' ? JSON.stringify(amount.value) : null };
    };
    expect(leaks(leaky)).toContain('amount');
  });

  test('a planted leak, a stage move that had not been seen, is caught', () => {
    const leaky = (from: DealRecord, number: number): Values => ({
      ...valuesAt(from, number),
      moves: JSON.stringify(from.changes.filter((each) => each.field === 'stage.label').map((each) => each.to)),
    });
    expect(leaks(leaky)).toContain('moves');
  });
});

describe('the end of a deal', () => {
  test.each<[string, DealRecord, ReturnType<typeof endOf>]>([
    ['won, from the stage it was read in', WATCHED, { won: true, closedAt: day(100) }],
    ['lost, with the day its close date says', TOLD, { won: false, closedAt: day(99.5) }],
    ['open', record([reading(0)]), null],
    ['closed and opened again', record([reading(0, { 'stage.label': value('Lost') }), reading(9)]), null],
    ['in a stage that the pack does not know', record([reading(0, { 'stage.label': value('Parked') })]), null],
  ])('%s', (_name, from, expected) => {
    expect(endOf(from, PACK)).toEqual(expected);
  });
});

describe('rows', () => {
  test('one for each age while it was open, sharing one weight', () => {
    const { observations, counts } = past([WATCHED]);
    expect(observations.map((row) => row.age)).toEqual([0, 7, 14, 30, 60, 90]);
    expect(observations.reduce((sum, row) => sum + row.weight, 0)).toBeCloseTo(1, 12);
    expect(counts).toMatchObject({ deals: 1, won: 1, lost: 0, open: 0, immature: 0 });
  });

  test('a deal without history gives the row of its creation only, and is counted as such', () => {
    const { observations, counts } = past([ONCE]);
    expect(observations.map((row) => row.age)).toEqual([0]);
    expect(counts.fromStart).toBe(1);
  });

  test('a row whose horizon has not passed is left out, even of a deal that was won', () => {
    const { horizonDays, observations, counts } = past([WATCHED], day(101));
    expect(horizonDays).toBe(90);
    expect(observations.map((row) => row.age)).toEqual([0, 7]);
    expect(counts.immature).toBe(4);
  });

  test('won later than the horizon is not won within it', () => {
    expect(past([WATCHED]).observations.map((row) => row.won)).toEqual([0, 0, 1, 1, 1, 1]);
  });

  test('the horizon is the 90th percentile of won cycles', () => {
    const won = Array.from({ length: 10 }, (_, n) => {
      const id = `w${n}`;
      return record([reading(0, {}, id), reading(10 * (n + 1), { 'stage.label': value('Won') }, id)]);
    });
    expect(past(won).horizonDays).toBe(90);
  });

  test('an open deal gives rows up to now, which are not won', () => {
    const { observations } = past([record([reading(0)])], day(200));
    expect(observations.map((row) => [row.age, row.won])).toEqual(
      AGES.filter((age) => age <= 110).map((age) => [age, 0]),
    );
  });

  test('a deal that was only ever seen closed on the day of its creation has no row, and is counted', () => {
    expect(past([record([reading(0, { 'stage.label': value('Won') })])]).counts.unseen).toBe(1);
  });

  test('no deal at all is no row and no error', () => {
    expect(past([]).observations).toEqual([]);
    expect(past([record([])]).counts.deals).toBe(0);
  });

  test('the verdicts of closed deals are kept for the backtest of rules, with those of criteria and gaps', () => {
    const { verdicts, closed } = past([WATCHED, record([reading(0, {}, 'open')])]);
    expect(closed).toEqual([{ dealId: 'd1', won: true, closedDay: Math.floor(day(100) / DAY_MS) }]);
    expect(verdicts.map((row) => row.dealId)).toEqual(Array.from({ length: 6 }, () => 'd1'));
    const at = (id: string): number => rulesOf(PACK).findIndex((rule) => rule.id === id);
    expect(verdicts[0]?.fires[at('signal:vague')]).toBe(FIRED);
    expect(verdicts[0]?.fires[at('criterion:buyer-known')]).toBe(FIRED);
    expect(verdicts[3]?.fires[at('signal:vague')]).toBe(QUIET);
  });

  test('what is usual for an owner is known from earlier deals only', () => {
    const earlier = Array.from({ length: 3 }, (_, n) => record([reading(n, {}, `e${n}`)]));
    const late = record([
      reading(30, { amount: value({ value: 60_000, currency: 'EUR' }) }, 'late'),
      reading(70, {}, 'late'),
    ]);
    const rows = past([...earlier, late]).observations.filter((row) => row.dealId === 'late');
    expect(rows.map((row) => [row.age, row.values['against-usual']]).slice(0, 3)).toEqual([
      [0, undefined],
      [30, 3],
      [60, 3],
    ]);
    const first = past(earlier).observations.find((row) => row.dealId === 'e0');
    expect(first?.values).not.toHaveProperty('against-usual');
  });
});
