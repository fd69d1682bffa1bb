import type { Metrics, ReliabilityBin } from '../model';
import { areaUnderCurve } from './auc';
import { recalibrate } from './calibration';

/** What was said about a row and what came of it. */
export type Said = { dealId: string; chance: number; won: 0 | 1; weight: number; base: number };

const BINS = 10;
const Z95 = 1.96;
/** Nothing is said with more certainty than this, so that one surprise does not cost an infinite loss. */
const SUREST = 1e-6;

/** `base` of each row is what the win rate alone would have said there. */
export function metricsOf(said: readonly Said[]): Metrics {
  const area = areaUnderCurve(
    said.map(({ chance }) => chance),
    said.map(({ won }) => won),
  );
  const logLoss = average(said, ({ chance, won }) => loss(chance, won));
  const baseLoss = average(said, ({ base, won }) => loss(base, won));
  return {
    n: said.length,
    auc: area?.auc ?? null,
    aucLow: area?.low ?? null,
    aucHigh: area?.high ?? null,
    accuracy: average(said, ({ chance, won }) => (chance === 0.5 ? 0.5 : Number(chance > 0.5 === (won === 1)))),
    logLoss,
    gain: baseLoss > 0 ? 1 - logLoss / baseLoss : 0,
    brier: average(said, ({ chance, won }) => (chance - won) ** 2),
    ece: calibrationError(said),
    slope: slopeOf(said),
  };
}

export function loss(chance: number, won: 0 | 1): number {
  const p = Math.min(1 - SUREST, Math.max(SUREST, chance));
  return -Math.log(won === 1 ? p : 1 - p);
}

export function logit(chance: number): number {
  const p = Math.min(1 - SUREST, Math.max(SUREST, chance));
  return Math.log(p / (1 - p));
}

function average(said: readonly Said[], of: (one: Said) => number): number {
  const all = said.reduce((sum, { weight }) => sum + weight, 0);
  return all === 0 ? 0 : said.reduce((sum, one) => sum + one.weight * of(one), 0) / all;
}

/** Expected calibration error over ten bins of equal width. */
function calibrationError(said: readonly Said[]): number {
  const all = said.reduce((sum, { weight }) => sum + weight, 0);
  return binned(said).reduce((sum, bin) => {
    const weight = bin.reduce((total, one) => total + one.weight, 0);
    return sum + (weight / all) * Math.abs(average(bin, (s) => s.chance) - average(bin, (s) => s.won));
  }, 0);
}

function binned(said: readonly Said[]): Said[][] {
  const bins = Array.from({ length: BINS }, (): Said[] => []);
  for (const one of said) bins[Math.min(BINS - 1, Math.floor(one.chance * BINS))]?.push(one);
  return bins.filter((bin) => bin.length > 0);
}

/** For the reliability chart: bins of equal width that hold anything, with the Wilson interval of what came. */
export function reliability(said: readonly Said[]): ReliabilityBin[] {
  return binned(said).map((bin) => {
    const observed = average(bin, ({ won }) => won);
    const from = Math.min(BINS - 1, Math.floor((bin[0]?.chance ?? 0) * BINS)) / BINS;
    // Rows of one deal are not independent: its weight counts.
    const n = bin.reduce((sum, { weight }) => sum + weight, 0);
    return {
      from,
      to: from + 1 / BINS,
      n: bin.length,
      predicted: average(bin, (s) => s.chance),
      observed,
      ...wilson(observed, n),
    };
  });
}

/** 95 % interval of a share seen in n cases. */
export function wilson(share: number, n: number): { low: number; high: number } {
  if (n <= 0) return { low: 0, high: 1 };
  const z2 = Z95 * Z95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Predictions nearer to each other than this (log-odds) are alike: win rates of different folds, say. */
const ALIKE = 0.05;

/** Null where all predictions are alike, or all outcomes. */
function slopeOf(said: readonly Said[]): number | null {
  const logits = said.map(({ chance }) => logit(chance));
  const [low, high] = logits.reduce<[number, number]>(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)],
    [Infinity, -Infinity],
  );
  if (high - low < ALIKE) return null;
  const line = recalibrate(
    logits,
    said.map(({ won }) => won),
    said.map(({ weight }) => weight),
  );
  return line?.slope ?? null;
}
