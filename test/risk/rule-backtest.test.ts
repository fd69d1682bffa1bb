import { describe, expect, test } from 'vitest';
import { liftOf, shareInterval } from '@/lib/domain/lift';
import {
  backtestRules,
  FIRED,
  NOT_JUDGED,
  QUIET,
  type ClosedDeal,
  type PastVerdicts,
  type RuleRecord,
} from '@/lib/risk/rule-backtest';

/** A small generator of our own, so that every run draws the same history (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Plan = { fires: number; winFires: number; winQuiet: number };

/** Deals with three snapshots each; whether the planted rule fires on a deal decides how likely it is won. */
function history(plan: Plan, deals: number, seed: number): { rows: PastVerdicts[]; closed: ClosedDeal[] } {
  const random = generator(seed);
  const closed: ClosedDeal[] = [];
  const rows: PastVerdicts[] = [];
  for (let n = 0; n < deals; n += 1) {
    const fires = random() < plan.fires;
    const won = random() < (fires ? plan.winFires : plan.winQuiet);
    closed.push({ dealId: `d${n}`, won, closedDay: 100 });
    for (const [index, day] of [0, 30, 60].entries()) {
      rows.push({
        dealId: `d${n}`,
        day,
        stage: index < 2 ? 'early' : 'late',
        fires: Uint8Array.of(fires ? FIRED : QUIET),
      });
    }
  }
  return { rows, closed };
}

function record(rows: PastVerdicts[], closed: ClosedDeal[], id = 'planted'): RuleRecord {
  const [found] = backtestRules([{ id, title: id }], rows, closed).rules;
  if (!found) throw new Error('no record');
  return found;
}

describe('planted lifts are recovered', () => {
  const plans: [string, Plan, number, RuleRecord['evidence']][] = [
    ['a rule of risk', { fires: 0.3, winFires: 0.25, winQuiet: 0.5 }, 0.5, 'risk'],
    ['a good sign', { fires: 0.5, winFires: 0.6, winQuiet: 0.3 }, 2, 'chance'],
    ['a rule that says nothing', { fires: 0.4, winFires: 0.4, winQuiet: 0.4 }, 1, 'none'],
  ];

  test.each(plans)('%s, within the interval of 400 deals', (_name, plan, truth, evidence) => {
    const { rows, closed } = history(plan, 400, 7);
    const { lift, evidence: found } = record(rows, closed);
    expect(lift?.low).toBeLessThan(truth);
    expect(lift?.high).toBeGreaterThan(truth);
    expect(found).toBe(evidence);
  });

  test.each(plans)(
    '%s: of 200 histories of 150 deals, the interval holds the truth in 92–99 %%',
    (_name, plan, truth) => {
      const held = Array.from({ length: 200 }, (_, seed) => {
        const { rows, closed } = history(plan, 150, 1000 + seed);
        const { lift } = record(rows, closed);
        return lift !== null && lift.low <= truth && lift.high >= truth;
      }).filter(Boolean).length;
      expect(held).toBeGreaterThanOrEqual(184);
      expect(held).toBeLessThanOrEqual(198);
    },
  );
});

const closed: ClosedDeal[] = [
  { dealId: 'a', won: true, closedDay: 100 },
  { dealId: 'b', won: false, closedDay: 100 },
  { dealId: 'c', won: false, closedDay: 80 },
];

function row(dealId: string, day: number, fires: boolean | undefined, stage: string | null = 'early'): PastVerdicts {
  return { dealId, day, stage, fires: Uint8Array.of(fires === undefined ? NOT_JUDGED : fires ? FIRED : QUIET) };
}

describe('what counts', () => {
  test('a deal counts once, shared out over its snapshots', () => {
    const found = record([row('a', 0, true), row('a', 7, false), row('b', 0, true)], closed);
    expect(found.fires).toEqual({ deals: 1.5, won: 0.5 });
    expect(found.quiet).toEqual({ deals: 0.5, won: 0.5 });
    expect(found).toMatchObject({ judgedDeals: 2, firedDeals: 2, firedSnapshots: 2 });
  });

  test('a snapshot in which the rule could not be judged counts on neither side', () => {
    const found = record([row('a', 0, undefined), row('a', 7, true)], closed);
    expect([found.fires.deals, found.quiet.deals]).toEqual([1, 0]);
  });

  test('a verdict of the day of closing or later is ignored, as is one of a deal that is not closed', () => {
    const result = backtestRules(
      [{ id: 'planted', title: 'Planted' }],
      [row('a', 100, true), row('x', 0, true)],
      closed,
    );
    expect(result).toMatchObject({ deals: 3, won: 1, ignored: 2 });
    expect(result.rules[0]).toMatchObject({ judgedDeals: 0, lift: null, evidence: 'none' });
  });

  test('the lead time is that from the first firing to the loss, of lost deals only', () => {
    const rows = [row('a', 0, true), row('b', 30, true), row('b', 60, true), row('c', 30, false), row('c', 60, true)];
    expect(record(rows, closed).leadDays).toEqual({ n: 2, low: 32.5, median: 45, high: 57.5 });
  });

  test('each stage is judged by itself', () => {
    const rows = [row('a', 0, false), row('b', 0, true), row('a', 30, true, 'late'), row('c', 30, false, null)];
    const { stages } = record(rows, closed);
    expect(stages.map(({ stage, fires, quiet }) => [stage, fires, quiet])).toEqual([
      ['early', { deals: 1, won: 0 }, { deals: 1, won: 1 }],
      ['late', { deals: 1, won: 1 }, { deals: 0, won: 0 }],
    ]);
  });

  test('one rule in twenty would show evidence by chance alone', () => {
    const rules = Array.from({ length: 40 }, (_, n) => ({ id: `r${n}`, title: 'R' }));
    const fires = new Uint8Array(rules.length).fill(FIRED);
    const quiet = new Uint8Array(rules.length).fill(QUIET);
    const rows = [
      { dealId: 'a', day: 0, stage: null, fires },
      { dealId: 'b', day: 0, stage: null, fires: quiet },
    ];
    expect(backtestRules(rules, rows, closed).byChance).toBe(2);
  });
});

describe('intervals', () => {
  test('the ratio of 15/100 and 30/100 has the interval of the published formula, half a deal added', () => {
    // By hand: ratio (15.5/100.5)/(30.5/100.5); SE of its log √(1/15.5 − 1/100.5 + 1/30.5 − 1/100.5) = 0.2782
    const lift = liftOf({ deals: 100, won: 15 }, { deals: 100, won: 30 });
    expect(lift?.value).toBeCloseTo(0.5082, 4);
    expect(lift?.low).toBeCloseTo(0.2946, 4);
    expect(lift?.high).toBeCloseTo(0.8767, 4);
  });

  test('a side without a win has a wide interval, one without a deal has none', () => {
    expect(liftOf({ deals: 3, won: 0 }, { deals: 50, won: 20 })?.high).toBeGreaterThan(1);
    expect(liftOf({ deals: 0, won: 0 }, { deals: 50, won: 20 })).toBeNull();
  });

  test('Wilson of 8 in 10 is .49–.94, and never leaves 0–1', () => {
    const interval = shareInterval(8, 10);
    expect(interval?.low).toBeCloseTo(0.49, 2);
    expect(interval?.high).toBeCloseTo(0.943, 3);
    expect(shareInterval(4, 4)?.high).toBeCloseTo(1, 9);
    expect(shareInterval(0, 0)).toBeNull();
  });
});
