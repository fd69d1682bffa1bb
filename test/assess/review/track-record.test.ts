import { describe, expect, test } from 'vitest';
import { CHANCE_OF, FEWEST, lastCall, trackRecord, type Closed } from '@/lib/assess/review/track-record';
import type { Call, Review } from '@/lib/domain/review';

const score = (risk: number): Closed['score'] => ({ risk, low: risk, high: risk, state: 'score' });
const closed = (count: number, call: Call, risk: number, won: boolean): Closed[] =>
  Array.from({ length: count }, (_, n) => ({ dealId: `${call} ${risk} ${n}`, call, score: score(risk), won }));

describe('calls against scores, on deals that have ended', () => {
  test('too few tell nothing', () => {
    expect(trackRecord(closed(FEWEST - 1, 'commit', 20, true))).toMatchObject({ n: 19, call: null, score: null });
    expect(trackRecord([])).toEqual({ n: 0, differed: 0, call: null, score: null, callWon: null });
  });

  test('both are measured on the same deals, by hand', () => {
    // Thirty commits at risk 80: a third of them won.
    const {
      n,
      differed,
      call,
      score: by,
      callWon,
    } = trackRecord([...closed(10, 'commit', 80, true), ...closed(20, 'commit', 80, false)]);
    expect([n, differed]).toEqual([30, 30]);
    expect(call?.right.value).toBeCloseTo(1 / 3);
    expect(by?.right.value).toBeCloseTo(2 / 3);
    // (10 × 0.1² + 20 × 0.9²) ÷ 30 and (10 × 0.8² + 20 × 0.2²) ÷ 30
    expect(call?.brier.value).toBeCloseTo((10 * 0.01 + 20 * 0.81) / 30);
    expect(by?.brier.value).toBeCloseTo((10 * 0.64 + 20 * 0.04) / 30);
    expect(callWon?.value).toBeCloseTo(1 / 3);
    // Wilson's interval for 10 of 30.
    expect(callWon?.low).toBeCloseTo(0.1923, 3);
    expect(callWon?.high).toBeCloseTo(0.5122, 3);
    expect(call?.brier.low).toBeLessThan(call?.brier.value ?? 0);
    expect(call?.brier.high).toBeGreaterThan(call?.brier.value ?? 1);
  });

  test('where they agree nobody was right against the other', () => {
    const { differed, callWon } = trackRecord(closed(25, 'commit', 10, true));
    expect([differed, callWon]).toEqual([0, null]);
  });

  test('the four calls are in order of surety, on their sides of one half', () => {
    const { commit, bestCase, pipeline, omit } = CHANCE_OF;
    expect([commit > bestCase, bestCase > 0.5, 0.5 > pipeline, pipeline > omit]).toEqual([true, true, true, true]);
  });
});

describe('the call that counts of a deal', () => {
  const review = (day: string, call: Call | null, risk: number | null): Review => ({
    dealId: '1',
    dealName: '',
    day,
    at: 1,
    call,
    callDate: null,
    note: '',
    category: null,
    score: risk === null ? null : score(risk),
    pushes: null,
    seen: { at: 1, fields: {}, contacts: null },
  });
  test.each<[string, Review[], ReturnType<typeof lastCall>]>([
    ['none', [], null],
    ['looked at and not decided', [review('2026-11-01', null, 50)], null],
    ['without a score there is nothing to compare', [review('2026-11-01', 'omit', null)], null],
    [
      'the last one with both',
      [review('2026-11-01', 'commit', 20), review('2026-11-15', 'omit', 60), review('2026-11-20', null, 90)],
      { call: 'omit', score: score(60) },
    ],
  ])('%s', (_name, reviews, expected) => {
    expect(lastCall(reviews)).toEqual(expected);
  });
});
