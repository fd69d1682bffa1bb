import { describe, expect, it } from 'vitest';
import type { FactorDef } from '@/lib/risk/rows';
import { scoreValues } from '@/lib/risk/score';
import { factorWeight, leftOut } from '@/lib/risk/weights';
import { makeRows, trained } from './support';

const { rows, defs } = makeRows({ deals: 600, factors: 3, levels: 4, effect: 0.8, seed: 4 });
const signal: FactorDef = { id: 'signal:late', title: 'Late', kind: 'signal', weight: 0.4 };
const withSignal = rows.map((row, i) => ({
  ...row,
  values: { ...row.values, [signal.id]: (i + row.won) % 3 === 0 ? 1 : 0 },
}));
const model = trained({ rows: withSignal, defs: [...defs, signal] });
const logit = (values: Record<string, string | number>): number => scoreValues(model, values).logit;

describe('what a factor weighs', () => {
  it.each(model.factors.map((factor) => [factor.id, factor] as const))(
    '%s: as much as the score moves by it',
    (id, factor) => {
      const weight = factorWeight(model, factor);
      const value = (key: string): string | number => (key === '!' ? 1 : key === '-' ? 0 : key.slice(1));
      const logits = factor.levels.map(({ key }) => logit({ [id]: value(key) }));
      if (weight.kind === 'signal') {
        expect(weight.fitted.value).toBeCloseTo(logit({ [id]: 0 }) - logit({ [id]: 1 }), 9);
        expect(weight.prior).toBeCloseTo(0.4, 9);
        expect(weight.deals).toBe(withSignal.filter(({ values }) => values[id] === 1).length);
      } else {
        expect(weight.spread?.value).toBeCloseTo(Math.max(...logits) - Math.min(...logits), 9);
        expect(weight.levels.map(({ value: riskier }) => riskier)).toEqual(
          weight.levels.map(({ value: riskier }) => riskier).toSorted((a, b) => b - a),
        );
        expect(weight.levels.reduce((sum, { deals }) => sum + deals, 0)).toBe(600);
      }
    },
  );

  it('has an interval that holds it, and no wider one than if its levels were fitted apart', () => {
    for (const factor of model.factors) {
      const weight = factorWeight(model, factor);
      const { value, low, high } =
        weight.kind === 'signal' ? weight.fitted : (weight.spread ?? { value: 0, low: -1, high: 1 });
      expect(low).toBeLessThan(value);
      expect(high - value).toBeCloseTo(value - low, 9);
      const apart = factor.levels.map(({ se }) => se).toSorted((a, b) => b - a);
      expect(high - value).toBeLessThanOrEqual(
        1.96 * ((apart[0] ?? 0) + (apart[1] ?? 0)) * (model.calibration?.slope ?? 1) + 1e-6,
      );
    }
  });
});

describe('what is left out', () => {
  it('parts what gives the answer away from what says nothing', () => {
    const one = (id: string, reason: 'oneLevel' | 'givesAnswerAway' | 'fromTheFuture') => ({
      id,
      title: id,
      reason,
      sentence: id,
    });
    const parted = leftOut({ dropped: [one('a', 'oneLevel'), one('b', 'givesAnswerAway'), one('c', 'fromTheFuture')] });
    expect([parted.leaks, parted.silent].map((list) => list.map(({ id }) => id))).toEqual([['b', 'c'], ['a']]);
  });
});
