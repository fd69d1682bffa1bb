import { describe, expect, test } from 'vitest';
import type { PastRisk, Risk, RiskFactor } from '@/lib/domain/assessment';
import { storyOf } from '@/lib/risk/story';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;

function band(base: number, factors: RiskFactor[]): Risk {
  const risk = factors.reduce((sum, { points }) => sum + points, base);
  return { state: 'band', risk, low: 0, high: 100, base, factors, closedDeals: 0 };
}

function factor(id: string, points: number, level?: string): RiskFactor {
  return { id, title: id.toUpperCase(), points, ...(level === undefined ? {} : { level }) };
}

function past(days: number, risk: Risk, model: string | null = null): PastRisk {
  return { at: NOW - days * DAY, model, risk };
}

const IS = band(40, [factor('silent', 12, '30 days'), factor('pushed', 5), factor('buyer', -7)]);

describe('why the risk moved', () => {
  test('factor by factor, the largest first; the moves add up to the difference', () => {
    const was = band(45, [factor('silent', 4, '7 days'), factor('buyer', -7), factor('vague', 3)]);
    const story = storyOf([past(8, was)], NOW, null, IS);
    expect(story?.moves.map(({ id, points, was: a, is: b }) => [id, points, a, b])).toEqual([
      ['silent', 8, '7 days', '30 days'],
      ['base', -5, null, null],
      ['pushed', 5, null, null],
      ['vague', -3, null, null],
    ]);
    expect(story?.moves.reduce((sum, { points }) => sum + points, 0)).toBe((story?.to ?? 0) - (story?.from ?? 0));
    expect(story?.otherWay).toBe(false);
  });

  test('a signal of the band is the same signal in a model', () => {
    const was = band(50, [factor('silent', 9)]);
    const moves = storyOf([past(8, was)], NOW, 'm', band(50, [factor('signal:silent', 6)]))?.moves;
    expect(moves).toMatchObject([{ id: 'silent', points: -3 }]);
  });

  test.each<[string, PastRisk[], number | null]>([
    ['the last that is a week old', [past(1, band(1, [])), past(7, band(2, [])), past(30, band(3, []))], 2],
    ['whatever their order', [past(30, band(3, [])), past(7, band(2, [])), past(1, band(1, []))], 2],
    ['else the oldest there is', [past(1, band(1, [])), past(3, band(2, []))], 2],
    ['none from the future', [past(-1, band(1, []))], null],
    ['none of a time without a risk', [past(8, { state: 'none', reason: 'nothingRead' })], null],
    ['none at all', [], null],
  ])('compares with %s', (_name, trail, from) => {
    expect(storyOf(trail, NOW, null, IS)?.from ?? null).toBe(from);
  });

  test('a closed deal has no story', () => {
    expect(storyOf([past(8, IS)], NOW, null, { state: 'none', reason: 'closed' })).toBeNull();
  });

  test('says where it was reckoned otherwise: by another model, or without one', () => {
    expect(storyOf([past(8, IS, 'a')], NOW, 'b', IS)).toMatchObject({ otherWay: true, moves: [] });
    expect(storyOf([past(8, IS, 'a')], NOW, 'a', IS)?.otherWay).toBe(false);
  });
});
