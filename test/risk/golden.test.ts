import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { covarianceOf, fitRidge, type Design } from '@/lib/risk/fit/ridge';
import { recalibrate } from '@/lib/risk/measure/calibration';
import { metricsOf } from '@/lib/risk/measure/metrics';

type Golden = {
  cells: number[][];
  levels: number[];
  won: (0 | 1)[];
  weight: number[];
  fits: { sd: number; beta: number[]; se: number[]; priorMean: number[] | null }[];
  metrics: Record<'auc' | 'aucLow' | 'aucHigh' | 'logLoss' | 'brier' | 'ece' | 'shift' | 'slope', number> & {
    score: number[];
  };
};

/** Made by golden/make.py with scikit-learn and NumPy. */
const golden = JSON.parse(readFileSync(new URL('golden/golden.json', import.meta.url), 'utf8')) as Golden;
const starts = golden.levels.map((_, f) => 1 + golden.levels.slice(0, f).reduce((sum, n) => sum + n, 0));

function design(priorMean: number[] | null): Design {
  const columns = 1 + golden.levels.reduce((sum, n) => sum + n, 0);
  return {
    rows: golden.won.length,
    factors: golden.levels.length,
    columns,
    cells: Uint16Array.from(golden.cells.flatMap((row) => row.map((level, f) => (starts[f] ?? 0) + level))),
    won: Uint8Array.from(golden.won),
    weight: Float64Array.from(golden.weight),
    priorMean: Float64Array.from([0, ...(priorMean ?? Array.from({ length: columns - 1 }, () => 0))]),
  };
}

describe('the fit gives the numbers of an independent one', () => {
  it.each(golden.fits)('prior strength $sd, prior means $priorMean', ({ sd, beta, se, priorMean }) => {
    const fit = fitRidge(design(priorMean), sd);
    const { n, at } = covarianceOf(fit);
    expect(fit.converged).toBe(true);
    beta.forEach((value, j) => expect(fit.beta[j], `coefficient ${j}`).toBeCloseTo(value, 6));
    se.forEach((value, j) => expect(Math.sqrt(at[j * n + j] ?? 0), `error ${j}`).toBeCloseTo(value, 8));
  });
});

describe('the metrics give the numbers of an independent computation', () => {
  const { metrics } = golden;
  const rows = golden.won.map((won, i) => ({
    dealId: String(i),
    won,
    chance: metrics.score[i] ?? 0,
    weight: golden.weight[i] ?? 0,
    base: 0.5,
  }));
  const own = metricsOf(rows);

  it.each(['auc', 'aucLow', 'aucHigh', 'logLoss', 'brier', 'ece', 'slope'] as const)('%s', (name) => {
    // A calibration line has a flat optimum: the reference stops within a millionth.
    expect(own[name]).toBeCloseTo(metrics[name], name === 'slope' ? 5 : 9);
  });

  it('shift of the calibration line', () => {
    const line = recalibrate(
      metrics.score.map((p) => Math.log(p / (1 - p))),
      golden.won,
      golden.weight,
    );
    expect(line?.shift).toBeCloseTo(metrics.shift, 5);
  });
});
