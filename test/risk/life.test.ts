import { describe, expect, it } from 'vitest';
import { againstWon, chanceWithin, daysToHalfWon } from '@/lib/risk/chance-by-date';
import { accuracyOf } from '@/lib/risk/forecast/accuracy';
import { forecastPeriods, type PeriodForecast } from '@/lib/risk/forecast/forecast';
import { knownAt } from '@/lib/risk/forecast/known-at';
import { periodName, periodOf, startOf } from '@/lib/risk/forecast/period';
import { placeFactors } from '@/lib/risk/forecast/place-factor';
import { lifeTable } from '@/lib/risk/life-table';
import type { DealHistory, Outcome } from '@/lib/risk/rows';
import { chanceOf } from '@/lib/risk/seeded';
import { drive, LAST_SEEN, makeCourses } from './support';

let id = 0;
const deal = (
  createdDay: number | null,
  closedDay: number | null,
  outcome: Outcome,
  amount: number | null = 100,
): DealHistory => ({
  dealId: `D${(id += 1)}`,
  createdDay,
  closedDay,
  outcome,
  initial: {},
  changes: [],
  amount,
});
const many = (n: number, make: () => DealHistory): DealHistory[] => Array.from({ length: n }, make);

describe('the life table', () => {
  const histories = [
    ...many(30, () => deal(0, 3, 'won')),
    ...many(10, () => deal(0, 10, 'lost')),
    ...many(20, () => deal(0, 24, 'won')),
    ...many(40, () => deal(0, null, 'open')),
  ];
  // The first closing is on day 3: before it nobody was watched.
  const table = lifeTable(histories, 28, null);

  it('counts in each week who was still open when it began, and how many closed', () => {
    expect(table.weeks.map(({ atRisk, won, lost }) => [atRisk, won, lost])).toEqual([
      [100, 30, 0],
      [70, 0, 10],
      [60, 0, 0],
      [60, 20, 0],
      [20, 0, 0],
    ]);
  });

  it('shrinks each week to the pooled rate by 8 pseudo-deals', () => {
    const [risk, won] = [100 + 70 + 60 + 60 + 20, 50];
    expect(table.weeks[0]?.winHazard).toBeCloseTo((30 + (8 * won) / risk) / 108, 12);
  });

  it('gives the ages of won and lost deals', () => {
    expect(table.wonAges).toEqual([3, 3, 3, 24, 24]);
    expect(table.lostAges).toEqual([10, 10, 10, 10, 10]);
    expect(againstWon(table, 15)).toEqual({ olderThan: 0.6, wonOfThoseThisOld: 1 });
  });

  it('does not count time before the first closing: the export begins there', () => {
    const late = lifeTable([deal(0, 100, 'won'), deal(98, 110, 'lost')], 120, null);
    expect(late.weeks[0]?.atRisk).toBe(1);
    expect(late.weeks[14]).toMatchObject({ atRisk: 1, won: 1 });
  });

  it('has a table for each stage where there is history, by the time in it', () => {
    const { stages } = lifeTable(makeCourses(400, 3), LAST_SEEN, 'stage');
    expect(Object.keys(stages).toSorted()).toEqual(['Negotiation', 'New', 'Proposal', 'Qualified']);
    expect(stages['Negotiation']?.[1]?.winHazard).toBeGreaterThan(2 * (stages['New']?.[1]?.winHazard ?? 1));
  });
});

describe('how long won deals stay in a stage', () => {
  const moved = (day: number, value: string) => ({ day, factor: 'stage', value });
  const course = (outcome: 'won' | 'lost', leaves: number, ends: number): DealHistory => ({
    ...deal(0, ends, outcome),
    initial: { stage: 'New' },
    changes: [moved(leaves, 'Proposal')],
  });

  it('counts every stay of those that were won, and no other deal', () => {
    const { wonStays } = lifeTable(
      [...many(9, () => course('won', 4, 10)), course('won', 30, 90), course('lost', 80, 99)],
      100,
      'stage',
    );
    expect(wonStays?.['New']).toEqual({ n: 10, p90: expect.closeTo(6.6, 9) });
    expect(wonStays?.['Proposal']).toMatchObject({ n: 10 });
  });

  it('is not there where there is no history of stages', () => {
    expect(lifeTable([course('won', 4, 10)], 100, null).wonStays).toBeUndefined();
  });
});

describe('chance by a date', () => {
  const chance = chanceOf(4);
  // Won at a rate of 5 % and lost at one of 5 % a week, from the first day on.
  const steady = many(4_000, () => {
    const age = Math.floor((-Math.log(1 - chance.uniform()) / 0.1) * 7);
    const created = Math.floor(chance.uniform() * 400);
    return created + age > 800
      ? deal(created, null, 'open')
      : deal(created, created + age, chance.uniform() < 0.5 ? 'won' : 'lost');
  });
  const table = lifeTable(steady, 800, null);

  it.each([
    [0, 0],
    [7, 0.05],
    [28, 0.16],
    [10_000, 0.5],
  ])('within %i days: about %f', (days, expected) => {
    expect(chanceWithin(table, { age: 0 }, days).within).toBeCloseTo(expected, 1);
  });

  it('is the same at any age where the rate is', () => {
    expect(
      Math.abs(chanceWithin(table, { age: 70 }, 28).within - chanceWithin(table, { age: 0 }, 28).within),
    ).toBeLessThan(0.03);
  });

  it("rises with the deal's own odds", () => {
    const at = (odds: number): number => chanceWithin(table, { age: 14 }, 60, odds).within;
    expect(at(3)).toBeGreaterThan(at(1));
    expect(at(1)).toBeGreaterThan(at(0.3));
  });

  it('gives the day by which half of the wins will have come', () => {
    // Half of the ending comes at 7 / 0.1 × ln 2 = 49 days.
    expect(Math.abs((daysToHalfWon(table, { age: 0 }) ?? 0) - 49)).toBeLessThan(8);
    expect(
      daysToHalfWon(
        lifeTable(
          many(50, () => deal(0, 10, 'lost')),
          20,
          null,
        ),
        { age: 0 },
      ),
    ).toBeNull();
  });
});

describe('periods', () => {
  it.each([
    ['2026-01-31', 20_484, 'month', '2026-01', 20_454],
    ['2026-02-01', 20_485, 'month', '2026-02', 20_485],
    ['2026-05-15', 20_588, 'quarter', '2026-Q2', 20_544],
    ['a Sunday', 20_485, 'week', '2026-01-26', 20_479],
  ] as const)('%s', (_name, day, kind, name, start) => {
    expect(periodName(periodOf(day, kind), kind)).toBe(name);
    expect(startOf(periodOf(day, kind), kind)).toBe(start);
  });
});

describe('what is known when a period begins', () => {
  it.each([
    ['a deal that closes later is open', deal(10, 60, 'won'), ['open', null]],
    ['a deal that closed before is closed', deal(10, 40, 'won'), ['won', 40]],
    ['a deal that begins later is not there', deal(50, 60, 'won'), []],
    ['a deal without a day of creation is there once it closed', deal(null, 40, 'won'), ['won', 40]],
    ['and not before', deal(null, 60, 'won'), []],
  ])('%s', (_name, history, expected) => {
    expect(knownAt([history], 50).flatMap(({ outcome, closedDay }) => [outcome, closedDay])).toEqual(expected);
  });
});

describe("the factor of a period's place", () => {
  const months = (values: readonly number[]) => values.map((value, i) => ({ period: i, value }));
  it.each([
    ['nothing before two of the same place', [100, 100, 200], 1],
    ['last months twice as good', [100, 100, 200, 100, 100, 200], 2 ** (2 / 3)],
    ['no pattern in noise', [100, 180, 130, 150, 90, 170], 1],
  ])('%s', (_name, values, factor) => {
    expect(Math.abs(placeFactors(months(values), 'month')(values.length + 2) - factor)).toBeLessThan(0.12);
  });
});

describe('the forecast', () => {
  const chance = chanceOf(8);
  const steady = many(3_000, () => {
    const created = Math.floor(chance.uniform() * 700) + 19_000;
    const age = 5 + Math.floor(chance.uniform() * 60);
    const outcome: Outcome = created + age > 19_700 ? 'open' : chance.uniform() < 0.4 ? 'won' : 'lost';
    return deal(created, outcome === 'open' ? null : created + age, outcome, 50 + Math.floor(chance.uniform() * 100));
  });
  const input = { histories: steady, kind: 'month' as const, asOf: 19_700, amountsKnown: true, stage: null, seed: 1 };
  const periods = drive(forecastPeriods(input));
  const accuracy = accuracyOf(periods);

  it('is near what comes where business is steady, and its interval holds', () => {
    expect(accuracy.forecast.periods).toBeGreaterThan(15);
    expect(accuracy.forecast.wape).toBeLessThan(0.15);
    expect(Math.abs(accuracy.forecast.bias ?? 1)).toBeLessThan(0.08);
    expect(accuracy.forecast.covered / accuracy.forecast.periods).toBeGreaterThan(0.7);
    expect(accuracy.pipeline.wape).toBeGreaterThan(0.3);
  });

  it('does not use what came later', () => {
    const early = periods[5];
    const cut = startOf(periodOf(19_000, 'month') + 8, 'month');
    const blind = drive(forecastPeriods({ ...input, histories: knownAt(steady, cut), asOf: cut - 1 }));
    expect(blind.find(({ period }) => period === early?.period)).toMatchObject({
      forecast: early?.forecast,
      low: early?.low,
      high: early?.high,
    });
  });

  it('gives the same for the same seed', () => {
    expect(drive(forecastPeriods(input))).toEqual(periods);
  });

  it('forecasts the period that runs', () => {
    expect(periods.at(-1)).toMatchObject({ actual: null, forecast: expect.any(Number) });
  });

  it.each([
    ['no closings', many(5, () => deal(19_000, null, 'open'))],
    ['no deals', []],
    ['one period', many(5, () => deal(19_000, 19_003, 'won'))],
  ])('says nothing it cannot: %s', (_name, histories) => {
    expect(
      drive(forecastPeriods({ ...input, histories, asOf: 19_010 })).filter(({ actual }) => actual !== null),
    ).toEqual([]);
  });

  it('measures errors against what came', () => {
    const period = (actual: number | null, forecast: number): PeriodForecast => ({
      period: '',
      actual,
      forecast,
      low: forecast - 10,
      high: forecast + 10,
      deals: 0,
      rawDeals: 0,
      seasonalRunRate: 0,
      runRate: 0,
      pipeline: 0,
      weighted: 0,
    });
    expect(accuracyOf([period(100, 110), period(200, 150), period(null, 9)]).forecast).toEqual({
      periods: 2,
      wape: 0.2,
      mape: 0.175,
      bias: -40 / 300,
      covered: 1,
      width: 20 / 150,
    });
  });
});
