import { describe, expect, it } from 'vitest';
import { runBacktest } from '@/lib/risk/backtest/backtest';
import { chanceOfRow, dealGroups, fitRows } from '@/lib/risk/fit/fit-rows';
import { designOf, encodingOf } from '@/lib/risk/fit/encode';
import { leaveBlockOut } from '@/lib/risk/fit/leave-block-out';
import { leaveOneOut } from '@/lib/risk/fit/leave-one-out';
import { fitRidge } from '@/lib/risk/fit/ridge';
import { metricsOf } from '@/lib/risk/measure/metrics';
import { predictSplit } from '@/lib/risk/backtest/predict-split';
import { dealsToHalve, movesBetween, scoreValues } from '@/lib/risk/score';
import { trainModel } from '@/lib/risk/train';
import type { FactorDef, Observation } from '@/lib/risk/rows';
import { chanceOf, shuffled } from '@/lib/risk/seeded';
import { drive, makeRows, trained, type Made } from './support';
const strong = makeRows({ deals: 600, factors: 6, levels: 4, effect: 0.7, seed: 2 });

describe('a score', () => {
  const fitted = trained(strong);
  it('adds up from base and contributions within 1e-9, and is what the fit predicts', () => {
    const direct = drive(fitRows(strong.rows, strong.defs));
    for (const { values } of strong.rows) {
      const { logit, base, contributions, chance, low, high } = scoreValues(fitted, values);
      expect(Math.abs(contributions.reduce((sum, c) => sum + c.logit, base) - logit)).toBeLessThan(1e-9);
      expect(chance).toBeCloseTo(chanceOfRow(direct, values), 9);
      expect(low).toBeLessThan(chance);
      expect(high).toBeGreaterThan(chance);
    }
  });

  it('takes what is unknown as the average, and is less sure of it', () => {
    const { values } = strong.rows[0] ?? { values: {} };
    const known = scoreValues(fitted, values);
    const unknown = scoreValues(fitted, { ...values, f0: undefined });
    expect(unknown.contributions.find(({ id }) => id === 'f0')).toMatchObject({ level: null, logit: 0 });
    expect(Math.log(unknown.high / (1 - unknown.high)) - unknown.logit).toBeGreaterThan(
      Math.log(known.high / (1 - known.high)) - known.logit,
    );
  });

  it('says factor by factor why it moved, and the parts add up', () => {
    const { values } = strong.rows[0] ?? { values: {} };
    const [before, after] = [
      scoreValues(fitted, values),
      scoreValues(fitted, { ...values, f1: 'level 0', f2: 'level 3' }),
    ];
    const moves = movesBetween(before, after);
    expect(moves.map(({ id }) => id).every((id) => ['f1', 'f2'].includes(id))).toBe(true);
    expect(moves.reduce((sum, move) => sum + move.logit, 0)).toBeCloseTo(after.logit - before.logit, 9);
    expect(movesBetween(before, before)).toEqual([]);
  });

  it('says of each level how many deals it rests on', () => {
    const level = fitted.factors[0]?.levels[0];
    const deals = strong.rows.filter(({ values }) => values['f0'] === 'level 0');
    expect(level).toMatchObject({
      label: 'level 0',
      deals: deals.length,
      wins: deals.filter(({ won }) => won === 1).length,
    });
  });

  it('is the same to the byte for the same rows, and plain JSON', () => {
    expect(JSON.stringify(trained(strong))).toBe(JSON.stringify(fitted));
    expect(scoreValues(JSON.parse(JSON.stringify(fitted)) as typeof fitted, strong.rows[3]?.values ?? {})).toEqual(
      scoreValues(fitted, strong.rows[3]?.values ?? {}),
    );
  });
});

describe('deals left out', () => {
  const { rows, defs } = makeRows({ deals: 60, factors: 4, levels: 3, effect: 0.6, seed: 5 });
  // Three rows a deal, so that leaving one out takes all of its rows.
  const grouped = rows.map((row, i): Observation => ({ ...row, dealId: `D${Math.floor(i / 3)}`, weight: 1 / 3 }));
  const exact = (all: readonly Observation[], out: readonly number[], sd: number): number[] => {
    const encoding = encodingOf(all, defs);
    const kept = all.filter((_, i) => !out.includes(i));
    const fit = fitRidge(designOf(encoding, kept), sd);
    const whole = designOf(encoding, all);
    return out.map((i) =>
      whole.cells
        .slice(i * whole.factors, (i + 1) * whole.factors)
        .reduce((sum, c) => sum + (c > 0 ? (fit.beta[c] ?? 0) : 0), fit.beta[0] ?? 0),
    );
  };

  it.each([
    ['one row a deal', rows],
    ['three rows a deal', grouped],
  ])('%s: close to fitting anew without it', (_name, all) => {
    const design = designOf(encodingOf(all, defs), all);
    const groups = dealGroups(all);
    const quick = leaveOneOut(design, fitRidge(design, 0.3), groups);
    for (const group of groups)
      exact(all, group, 0.3).forEach((logit, i) => expect(quick[group[i] ?? 0]).toBeCloseTo(logit, 1));
  });

  it('blocks of deals: close to fitting anew without the block', () => {
    const design = designOf(encodingOf(rows, defs), rows);
    const blocks = [0, 1, 2].map((b) => rows.map((_, i) => i).filter((i) => i % 3 === b));
    const quick = leaveBlockOut(design, fitRidge(design, 0.3), blocks, 0.3);
    for (const block of blocks)
      exact(rows, block, 0.3).forEach((logit, i) =>
        expect(Math.abs((quick[block[i] ?? 0] ?? 0) - logit)).toBeLessThan(0.06),
      );
  });
});

describe('levels', () => {
  const row = (dealId: string, values: Observation['values']): Observation => ({
    dealId,
    day: null,
    age: null,
    won: dealId.length % 2 === 0 ? 1 : 0,
    weight: 1,
    values,
  });
  const levels = (def: FactorDef, values: Observation['values'][string][]): string[] =>
    encodingOf(
      values.map((value, i) => row(`D${i}`, { x: value })),
      [def],
    ).factors.flatMap((f) => f.levels.map(({ label, deals }) => `${label}: ${deals}`));
  const many = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

  it.each([
    [
      'empty is a level, unknown is none',
      [...many(6, 'A'), ...many(5, null), ...many(4, undefined)],
      ['A: 6', 'empty: 5'],
    ],
    [
      'levels under 5 deals are pooled',
      [...many(6, 'A'), ...many(5, 'B'), ...many(4, 'C'), 'D'],
      ['A: 6', 'B: 5', 'rare: 5'],
    ],
    ['too few rare ones are no level', [...many(6, 'A'), ...many(5, 'B'), 'C'], ['A: 6', 'B: 5']],
    ['spaces around do not count', [...many(3, 'A'), ...many(3, ' A '), ...many(5, 'B')], ['A: 6', 'B: 5']],
  ])('%s', (_name, values, expected) => {
    expect(levels({ id: 'x', title: 'X', kind: 'category' }, values)).toEqual(expected);
  });

  it.each([
    [
      'edges that are given',
      { edges: [10, 20], unit: 'days' },
      Array.from({ length: 30 }, (_, i) => i),
      ['below 10 days: 10', '10 to 20 days: 10', '20 days and more: 10'],
    ],
    ['quantiles else', {}, Array.from({ length: 90 }, (_, i) => i * 100), ['below 4,500: 45', '4,500 and more: 45']],
    ['few values as they are', {}, [...many(50, 1), ...many(50, 2)], ['below 2: 50', '2 and more: 50']],
    [
      'many equal numbers',
      {},
      [...many(80, 0), ...Array.from({ length: 20 }, (_, i) => i + 1)],
      ['below 1: 80', '1 and more: 20'],
    ],
  ])('numbers in bands: %s', (_name, more, values, expected) => {
    expect(levels({ id: 'x', title: 'X', kind: 'number', ...more }, values)).toEqual(expected);
  });

  it('never makes more than 250 columns', () => {
    const { rows, defs } = makeRows({ deals: 4_000, factors: 3, levels: 200, effect: 0, seed: 1 });
    expect(encodingOf(rows, defs).columns).toBeLessThanOrEqual(250);
  });

  it("starts a pack's signals from the pack's weight, turned towards winning", () => {
    const values = Array.from({ length: 12 }, (_, i) => row(`D${i}`, { x: i % 2 }));
    const { factors } = encodingOf(values, [{ id: 'x', title: 'X', kind: 'signal', weight: 0.8 }]);
    expect(factors[0]?.levels.map(({ label, priorMean }) => [label, priorMean])).toEqual([
      ['yes', -0.8],
      ['no', 0],
    ]);
  });
});

describe('data of many kinds', () => {
  const cv = (made: Made) =>
    drive(
      runBacktest({ ...made, protocol: { kind: 'cv', repeats: 1, folds: 5 }, seed: 1, horizon: null, stage: null }),
    );

  it.each([1, 2, 3])('pure noise (%i): no gain is claimed, and next to none lost', (seed) => {
    const { backtest } = cv(makeRows({ deals: 800, factors: 8, levels: 6, effect: 0, seed }));
    expect(backtest?.signal).toBe(false);
    expect(backtest?.verdict).toMatch(/^Your data do not predict outcomes beyond your win rate of \d+(\.\d)? %\.$/);
    expect(backtest?.model.gain).toBeGreaterThan(-0.01);
  });

  it.each([1, 2])('a strong signal (%i): found, well calibrated, better than naive Bayes', (seed) => {
    const { backtest } = cv(makeRows({ deals: 900, factors: 8, levels: 4, effect: 0.7, seed }));
    expect(backtest?.signal).toBe(true);
    expect(backtest?.model.gain).toBeGreaterThan(0.15);
    expect(backtest?.model.ece).toBeLessThan(0.06);
    expect(backtest?.model.logLoss).toBeLessThan(backtest?.baselines.naiveBayes.logLoss ?? 0);
  });

  it('levels by the hundred: no worse than the win rate', () => {
    const { backtest } = cv(makeRows({ deals: 1_500, factors: 4, levels: 300, effect: 0.5, seed: 1 }));
    expect(backtest?.model.gain).toBeGreaterThan(-0.005);
  });

  it.each([
    ['noise', 30, 0, -0.02],
    ['noise', 60, 0, -0.02],
    ['signal', 30, 0.7, 0.025],
    ['signal', 60, 0.7, 0.06],
  ])('%s, %i deals drawn: mean of 8 gains', (_name, deals, effect, least) => {
    const { rows, defs } = makeRows({ deals: 700, factors: 10, levels: 3, effect, seed: 6 });
    const gains = Array.from({ length: 8 }, (_, i) => {
      const order = shuffled(rows, chanceOf(i));
      return metricsOf(
        drive(predictSplit({ train: order.slice(0, deals), test: order.slice(deals) }, defs, null)).model,
      ).gain;
    });
    expect(gains.reduce((sum, gain) => sum + gain, 0) / 8).toBeGreaterThan(least);
  });

  it('one class, one deal, none: a rate and a sentence', () => {
    const [one] = strong.rows;
    expect(trained({ rows: strong.rows.map((row) => ({ ...row, won: 0 as const })), defs: strong.defs }).choice).toBe(
      'Every deal to learn from was not won, so nothing tells the two apart.',
    );
    expect(trained({ rows: one ? [one] : [], defs: strong.defs }).priorSd).toBeNull();
    expect(trained({ rows: [], defs: strong.defs }).choice).toBe('There are no closed deals to learn from.');
  });

  it('can be stopped at any step', () => {
    const work = trainModel({
      ...strong,
      dropped: [],
      histories: [],
      stage: null,
      horizon: null,
      asOf: 0,
      protocol: { kind: 'cv', repeats: 2, folds: 5 },
      seed: 1,
      packHash: '',
      trainedAt: 0,
    });
    const first = work.next();
    expect(first.done).toBe(false);
    expect(work.next().value).toMatchObject({
      phase: expect.any(String),
      done: expect.any(Number),
      total: expect.any(Number),
    });
  });
});

it('says how many more closed deals halve the band', () => {
  expect(dealsToHalve(0)).toBe(33);
  expect(dealsToHalve(20)).toBe(93);
});
