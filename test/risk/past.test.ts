import { describe, expect, it } from 'vitest';
import { buildRows, horizonOf, outcomeRows } from '@/lib/risk/past/build-rows';
import { courseFactors, courseValues } from '@/lib/risk/past/course';
import { withoutLeaks } from '@/lib/risk/past/leaks';
import { futureValues, valuesAt } from '@/lib/risk/past/values-at';
import { trainModel } from '@/lib/risk/train';
import type { DealHistory, FactorDef } from '@/lib/risk/rows';
import { drive, LAST_SEEN, makeCourses } from './support';

const deal = (over: Partial<DealHistory>): DealHistory => ({
  dealId: 'D1',
  createdDay: 100,
  closedDay: 150,
  outcome: 'won',
  initial: {},
  changes: [],
  amount: null,
  ...over,
});

describe('values as known on a day', () => {
  const history = deal({
    initial: { stage: 'New', source: 'Web' },
    changes: [
      { day: 120, factor: 'stage', value: 'Demo' },
      { day: 110, factor: 'stage', value: 'Call' },
    ],
  });
  it.each([
    [100, 'New'],
    [110, 'Call'],
    [119, 'Call'],
    [120, 'Demo'],
    [200, 'Demo'],
  ])('on day %i the stage is %s', (day, stage) => {
    expect(valuesAt(history, day)).toEqual({ stage, source: 'Web' });
  });
});

describe('rows of past deals', () => {
  const settings = { horizon: 30, asOf: 1_000, withHistory: true };
  it('looks at a deal at 0, 7, 14, 30 … days while it was open, each for its share', () => {
    const { rows } = buildRows([deal({})], settings);
    expect(rows.map(({ age, won, weight }) => [age, won, weight])).toEqual([
      [0, 0, 0.25],
      [7, 0, 0.25],
      [14, 0, 0.25],
      [30, 1, 0.25],
    ]);
  });

  it.each([
    ['a win within the horizon counts', deal({ closedDay: 130 }), 1],
    ['a win after it does not', deal({ closedDay: 131 }), 0],
    ['a loss does not', deal({ closedDay: 110, outcome: 'lost' }), 0],
    ['a deal still open after it does not', deal({ closedDay: null, outcome: 'open' }), 0],
  ])('%s', (_name, history, won) => {
    expect(buildRows([history], { ...settings, withHistory: false }).rows.map((row) => row.won)).toEqual([won]);
  });

  it.each([
    ['a deal that is not old enough to be decided', deal({ createdDay: 980, closedDay: 985 }), 'notYetDecided'],
    ['a deal without a day of creation', deal({ createdDay: null }), 'noCreationDay'],
    ['a closed deal without a day of closing', deal({ closedDay: null }), 'noCloseDay'],
  ])('sets aside and counts %s', (_name, history, why) => {
    const { rows, setAside } = buildRows([history], settings);
    expect(rows).toEqual([]);
    expect(setAside).toMatchObject({ [why]: 1 });
  });

  it('takes the 90th percentile of won cycles as the horizon', () => {
    const cycles = Array.from({ length: 11 }, (_, i) => deal({ dealId: `D${i}`, closedDay: 100 + i * 10 }));
    expect(horizonOf([...cycles, deal({ outcome: 'lost', closedDay: 900 })])).toBe(90);
    expect(horizonOf([deal({ outcome: 'lost' })])).toBeNull();
  });
});

describe('a value from the future is found and refused', () => {
  const histories = makeCourses(300, 1);
  const roles = { stage: 'stage', activity: 'activity', closeDate: null };
  const stage: FactorDef = { id: 'stage', title: 'Stage', kind: 'category' };
  const { rows } = buildRows(histories, {
    horizon: 30,
    asOf: LAST_SEEN,
    withHistory: true,
    extra: (h, day) => courseValues(h, day, roles),
  });
  const input = {
    defs: [stage, ...courseFactors(roles)],
    dropped: [],
    histories,
    stage: 'stage',
    horizon: 30,
    asOf: LAST_SEEN,
    protocol: null,
    seed: 1,
    packHash: '',
    trainedAt: 0,
  };

  it('rows that were built point in time have none', () => {
    expect(futureValues(rows, histories)).toEqual([]);
    const model = drive(trainModel({ ...input, rows }));
    expect(model.factors.map(({ id }) => id)).toContain('stage');
  });

  it('a planted one names its deal, and its factor is left out with a sentence', () => {
    const last = new Map(histories.map((h) => [h.dealId, valuesAt(h, LAST_SEEN)['stage']]));
    const planted = rows.map((row) => ({ ...row, values: { ...row.values, stage: last.get(row.dealId) } }));
    const found = futureValues(planted, histories);
    expect(found.length).toBeGreaterThan(50);
    expect(found[0]).toMatchObject({ dealId: expect.stringMatching(/^D\d+$/), factor: 'stage' });
    const model = drive(trainModel({ ...input, rows: planted }));
    expect(model.factors.map(({ id }) => id)).not.toContain('stage');
    expect(model.dropped.find(({ id }) => id === 'stage')).toMatchObject({
      reason: 'fromTheFuture',
      sentence: `Stage holds a value on ${found.length} rows that was not known on their day.`,
    });
  });
});

describe('what the course of a deal says', () => {
  const roles = { stage: 'stage', activity: 'call', closeDate: 'close' };
  const history = deal({
    initial: { close: 130 },
    changes: [
      { day: 100, factor: 'stage', value: 'New' },
      { day: 110, factor: 'stage', value: 'Demo' },
      { day: 105, factor: 'call', value: 1 },
      { day: 125, factor: 'call', value: 1 },
      { day: 115, factor: 'close', value: 140 },
      { day: 116, factor: 'close', value: 120 },
    ],
  });
  it.each([
    [
      100,
      {
        'course.age': 0,
        'course.stageAge': 0,
        'course.silence': 0,
        'course.activities': 0,
        'course.pushes': 0,
        'course.overdue': 0,
        'course.untilClose': 30,
      },
    ],
    [
      115,
      {
        'course.stageAge': 5,
        'course.silence': 10,
        'course.activities': 1,
        'course.pushes': 1,
        'course.untilClose': 25,
      },
    ],
    [
      130,
      {
        'course.age': 30,
        'course.silence': 5,
        'course.activities': 2,
        'course.pushes': 1,
        'course.overdue': 1,
        'course.untilClose': -10,
      },
    ],
  ])('on day %i', (day, values) => {
    expect(courseValues(history, day, roles)).toMatchObject(values);
  });
});

describe('leaks among fields', () => {
  const made = (value: (outcome: string, i: number) => string | number | null): DealHistory[] =>
    Array.from({ length: 200 }, (_, i) => {
      const outcome = i % 5 === 0 ? 'open' : i % 2 === 0 ? 'won' : 'lost';
      return deal({
        dealId: `D${i}`,
        outcome,
        closedDay: outcome === 'open' ? null : 150,
        initial: { x: value(outcome, i) },
      });
    });
  const category: FactorDef = { id: 'x', title: 'X', kind: 'category' };
  const number: FactorDef = { id: 'x', title: 'X', kind: 'number' };

  it.each([
    ['lost only', category, (o: string) => (o === 'lost' ? 'Price' : null), 'onlyOnOneSide'],
    [
      'lost only, and not always',
      category,
      (o: string, i: number) => (o === 'lost' && i % 3 === 0 ? 'Price' : null),
      'onlyOnOneSide',
    ],
    ['won only', category, (o: string, i: number) => (o === 'won' ? `C${i % 3}` : null), 'onlyOnOneSide'],
    ['closed only', category, (o: string, i: number) => (o === 'open' ? null : `C${i % 3}`), 'onlyWhenClosed'],
    [
      'empty on some open deals only',
      category,
      (o: string, i: number) => (o === 'open' && i % 2 === 0 ? null : `C${i % 3}`),
      'onlyWhenOpen',
    ],
    ['0 on lost deals only', number, (o: string, i: number) => (o === 'lost' ? 0 : 100 + i), 'onlyOnOneSide'],
    [
      'a number that parts the outcomes',
      number,
      (o: string, i: number) => (o === 'won' ? 1_000 + i : i + 1),
      'givesAnswerAway',
    ],
    ['a level for each outcome', category, (o: string) => o, 'givesAnswerAway'],
  ])('%s', (_name, def, value, reason) => {
    const { kept, dropped } = withoutLeaks(made(value), [def], new Set());
    expect(kept).toEqual([]);
    expect(dropped).toMatchObject([{ id: 'x', reason, sentence: expect.stringMatching(/^X .+\.$/) }]);
  });

  it.each([
    ['empty here and there on all sides', category, (_o: string, i: number) => (i % 7 === 0 ? null : `C${i % 3}`)],
    ['a strong but honest sign', category, (o: string, i: number) => ((o === 'won') === (i % 7 !== 0) ? 'A' : 'B')],
    ['a name that never repeats', category, (_o: string, i: number) => `Name ${i}`],
    ['a number without bearing', number, (_o: string, i: number) => (i * 7919) % 1000],
  ])('kept: %s', (_name, def, value) => {
    expect(withoutLeaks(made(value), [def], new Set()).dropped).toEqual([]);
  });

  it('keeps a field with a history of its values: its day is known', () => {
    expect(
      withoutLeaks(
        made((o) => (o === 'lost' ? 'Price' : null)),
        [category],
        new Set(['x']),
      ).kept,
    ).toEqual([category]);
  });

  it('drops what is empty wherever a leaking field is', () => {
    const both = made(() => null).map((h, i) => ({
      ...h,
      initial:
        h.outcome === 'open' && i % 2 === 0
          ? { account: null, parent: null }
          : { account: `A${i % 9}`, parent: i % 3 === 0 ? 'P' : null },
    }));
    const defs: FactorDef[] = ['account', 'parent'].map((id) => ({ id, title: id, kind: 'category' }));
    expect(withoutLeaks(both, defs, new Set()).dropped.map(({ id, reason }) => [id, reason])).toEqual([
      ['account', 'onlyWhenOpen'],
      ['parent', 'emptyWithLeak'],
    ]);
  });
});

it('rows by outcome alone take closed deals only', () => {
  expect(
    outcomeRows([deal({}), deal({ dealId: 'D2', outcome: 'open' })]).map(({ dealId, won }) => [dealId, won]),
  ).toEqual([['D1', 1]]);
});
