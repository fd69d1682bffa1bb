import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Risk, SignalResult, Verdict } from '@/lib/domain/assessment';
import { allocatePoints } from '@/lib/risk/points';
import { scoreBand } from '@/lib/risk/score-band';

const MET: Verdict = { kind: 'met' };
const NOT: Verdict = { kind: 'notMet' };
const UNKNOWN: Verdict = { kind: 'unknown', inputs: [{ input: 'amount', label: 'Amount', reason: 'notOnPage' }] };
const BROKEN: Verdict = { kind: 'broken', reason: 'division by zero' };

function signal(id: string, weight: number, verdict: Verdict): SignalResult {
  return { id, title: id, why: id, weight, verdict };
}

function band(...signals: SignalResult[]): Risk {
  return scoreBand({ signals, closed: false, fieldsRead: 5 });
}

function numbers(risk: Risk): Extract<Risk, { state: 'band' }> {
  if (risk.state !== 'band') throw new Error('no band');
  return risk;
}

describe('there is no score', () => {
  test('for a closed deal', () => {
    expect(scoreBand({ signals: [signal('a', 1, MET)], closed: true, fieldsRead: 5 })).toEqual({
      state: 'none',
      reason: 'closed',
    });
  });
  test('for a pack without signals', () => {
    expect(scoreBand({ signals: [], closed: false, fieldsRead: 5 })).toEqual({ state: 'none', reason: 'noSignals' });
  });
  test('when no field was read', () => {
    expect(scoreBand({ signals: [signal('a', 1, NOT)], closed: false, fieldsRead: 0 })).toEqual({
      state: 'none',
      reason: 'nothingRead',
    });
  });
  test('when no signal could be judged', () => {
    expect(band(signal('a', 1, UNKNOWN), signal('b', 1, BROKEN))).toEqual({ state: 'none', reason: 'nothingRead' });
  });
});

test('without a signal that fires, the risk is the base, with its own uncertainty', () => {
  expect(band(signal('a', 1, NOT), signal('b', -1, { kind: 'notApplicable' }))).toEqual({
    state: 'band',
    risk: 50,
    low: 31,
    high: 69,
    base: 50,
    factors: [],
    closedDeals: 0,
    // 18.3 points wide is ± 0.371 log-odds, a standard deviation of 0.289: 1 / 0.289² = 1 / 0.36 + n / 4 at n = 36.7.
    halvedBy: 37,
  });
});

test('one signal bears the whole difference', () => {
  expect(band(signal('late', 0.6, MET))).toMatchObject({ risk: 65, base: 50, factors: [{ id: 'late', points: 15 }] });
});

test('signals share the difference by their weights', () => {
  const risk = numbers(band(signal('late', 0.9, MET), signal('silent', 0.3, MET)));
  expect(risk).toMatchObject({
    risk: 77,
    factors: [
      { id: 'late', points: 20 },
      { id: 'silent', points: 7 },
    ],
  });
});

test('signals that cancel out keep their points', () => {
  expect(band(signal('bad', 1, MET), signal('good', -1, MET))).toMatchObject({
    risk: 50,
    factors: [
      { id: 'bad', points: 25 },
      { id: 'good', points: -25 },
    ],
  });
});

test('an unknown signal widens its own side and moves nothing', () => {
  const known = numbers(band(signal('a', 1, NOT), signal('b', 0.5, MET)));
  const unknown = numbers(band(signal('a', 1, UNKNOWN), signal('b', 0.5, MET)));
  expect([unknown.risk, unknown.low]).toEqual([known.risk, known.low]);
  expect(unknown.high).toBeGreaterThan(known.high);
});

test('many strong signals never say certain', () => {
  const risk = numbers(band(...Array.from({ length: 9 }, (_, index) => signal(`s${index}`, 5, MET))));
  expect(risk.risk).toBe(99);
  expect(sum(risk)).toBe(99);
});

test('a weight that is no number counts for nothing', () => {
  expect(band(signal('a', Number.NaN, MET))).toMatchObject({ risk: 50, factors: [] });
});

function sum(risk: Extract<Risk, { state: 'band' }>): number {
  return risk.factors.reduce((total, factor) => total + factor.points, risk.base);
}

const weights = fc.double({ min: -6, max: 6, noNaN: true });
const verdicts = fc.constantFrom(MET, MET, NOT, UNKNOWN, BROKEN);
const signals = fc
  .array(fc.tuple(weights, verdicts), { minLength: 1, maxLength: 30 })
  .map((list) => [
    signal('anchor', 1, NOT),
    ...list.map(([weight, verdict], index) => signal(`s${index}`, weight, verdict)),
  ]);

describe('whatever the signals', () => {
  test('base and factors add up to the risk exactly, in whole points', () => {
    fc.assert(
      fc.property(signals, (list) => {
        const risk = numbers(band(...list));
        expect(sum(risk)).toBe(risk.risk);
        expect(risk.factors.every(({ points }) => Number.isInteger(points))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('no factor contradicts the sign of its weight', () => {
    fc.assert(
      fc.property(signals, (list) => {
        const byId = new Map(list.map((item) => [item.id, item.weight]));
        for (const { id, points } of numbers(band(...list)).factors)
          expect(points * Math.sign(byId.get(id) ?? 0)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  test('low ≤ risk ≤ high, all whole and within 0–100', () => {
    fc.assert(
      fc.property(signals, (list) => {
        const { low, risk, high } = numbers(band(...list));
        expect([low, risk, high].every(Number.isInteger)).toBe(true);
        expect(0 <= low && low <= risk && risk <= high && high <= 100).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a heavier weight never lowers the risk', () => {
    fc.assert(
      fc.property(signals, weights, fc.double({ min: 0, max: 3, noNaN: true }), (list, weight, more) => {
        const light = numbers(band(...list, signal('x', weight, MET)));
        const heavy = numbers(band(...list, signal('x', weight + more, MET)));
        expect(heavy.risk).toBeGreaterThanOrEqual(light.risk);
      }),
    );
  });

  test('the order of the signals changes nothing', () => {
    fc.assert(
      fc.property(signals, (list) => {
        const known = list.filter(({ verdict }) => verdict.kind !== 'unknown' && verdict.kind !== 'broken');
        expect(band(...known.toReversed())).toEqual(band(...known));
      }),
    );
  });
});

test.each([
  ['remainders go to the largest', [1, 1, 1], 3.5, 10, [4, 3, 3]],
  ['a negative total', [-1, -2], 1.25, -4, [-1, -3]],
  ['nothing to share', [], 5, 0, []],
  ['mixed signs', [2, -1], 2.5, 3, [5, -2]],
])('points: %s', (_name, list, slope, total, expected) => {
  expect(allocatePoints(list, slope, total)).toEqual(expected);
});
