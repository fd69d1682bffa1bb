import { levelKey, RARE } from './fit/level-key';
import type { Model, ModelFactor, ModelLevel } from './model';
import { Z80, logistic } from './prior';
import type { FactorDef, Values } from './rows';

/** One addend of the logit: log-odds of WINNING against the average deal, with its 80 % interval. */
export type Contribution = {
  id: string;
  title: string;
  /** Null: the value is unknown, so it adds 0. */
  level: string | null;
  logit: number;
  low: number;
  high: number;
  /** Past deals at this level, and how many of them were won. */
  deals: number;
  wins: number;
};

export type Score = {
  /** Log-odds of winning; base and contributions add up to it. */
  logit: number;
  base: number;
  contributions: readonly Contribution[];
  /** Chance to win with its 80 % interval. */
  chance: number;
  low: number;
  high: number;
};

/**
 * Scores one row of values. The interval comes from the covariance of the coefficients; a factor whose value is unknown adds
 * 0 and widens it by the spread of its levels.
 */
export function scoreValues(model: Model, values: Values): Score {
  const { shift, slope } = model.calibration ?? { shift: 0, slope: 1 };
  const found = model.factors.map((factor) => ({ factor, level: levelOf(factor, values) }));
  const contributions = found.map(({ factor, level }) => contribution(factor, level, slope));
  const base = shift + slope * model.intercept.coef;
  const logit = contributions.reduce((sum, one) => sum + one.logit, base);
  const columns = [0, ...found.flatMap(({ level }) => (level === null ? [] : [level.column]))];
  const unknown = found.reduce((sum, { factor, level }) => (level === null ? sum + spread(factor) : sum), 0);
  const half = Z80 * Math.abs(slope) * Math.sqrt(Math.max(0, variance(model.covariance, columns) + unknown));
  return {
    logit,
    base,
    contributions,
    chance: logistic(logit),
    low: logistic(logit - half),
    high: logistic(logit + half),
  };
}

function levelOf({ id, title, kind, edges, levels }: ModelFactor, values: Values): ModelLevel | null {
  const def: FactorDef = kind === 'signal' ? { id, title, kind, weight: 0 } : { id, title, kind };
  const key = levelKey(def, values[id], edges ?? []);
  if (key === null) return null;
  return levels.find((level) => level.key === key) ?? levels.find((level) => level.key === RARE) ?? null;
}

function contribution({ id, title }: ModelFactor, level: ModelLevel | null, slope: number): Contribution {
  if (level === null) return { id, title, level: null, logit: 0, low: 0, high: 0, deals: 0, wins: 0 };
  const [logit, half] = [slope * level.coef, Z80 * Math.abs(slope) * level.se];
  const { label, deals, wins } = level;
  return { id, title, level: label, logit, low: logit - half, high: logit + half, deals, wins };
}

/** Variance of a factor's coefficient over the deals it was learned from. */
function spread({ levels }: ModelFactor): number {
  const all = levels.reduce((sum, { deals }) => sum + deals, 0);
  return all === 0 ? 0 : levels.reduce((sum, { deals, coef }) => sum + (deals / all) * coef * coef, 0);
}

/** x'Cx for the columns that are 1; C is a lower triangle by rows. */
function variance(covariance: readonly number[], columns: readonly number[]): number {
  let sum = 0;
  for (const i of columns)
    for (const j of columns) {
      const [row, column] = i >= j ? [i, j] : [j, i];
      sum += covariance[(row * (row + 1)) / 2 + column] ?? 0;
    }
  return sum;
}

/** Why a score moved: one factor's part of the change, log-odds of winning. */
export type Move = { id: string; title: string; from: string | null; to: string | null; logit: number };

/** What changed between two scores of one deal, the largest first; the parts add up to the change of the logit. */
export function movesBetween(before: Score, after: Score): Move[] {
  const was = new Map(before.contributions.map((one) => [one.id, one]));
  const is = new Map(after.contributions.map((one) => [one.id, one]));
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  const moves = ids.map((id): Move => {
    const [from, to] = [was.get(id), is.get(id)];
    const title = to?.title ?? from?.title ?? id;
    return {
      id,
      title,
      from: from?.level ?? null,
      to: to?.level ?? null,
      logit: (to?.logit ?? 0) - (from?.logit ?? 0),
    };
  });
  const base = after.base - before.base;
  const all =
    base === 0 ? moves : [...moves, { id: 'base', title: 'The model itself', from: null, to: null, logit: base }];
  return all
    .filter(({ logit, from, to }) => logit !== 0 || from !== to)
    .toSorted((a, b) => Math.abs(b.logit) - Math.abs(a.logit) || (a.id < b.id ? -1 : 1));
}

/** Closed deals after which an 80 % interval of this half-width (log-odds) is half as wide; the error shrinks with the root. */
export function dealsToHalve(closed: number): number {
  return 3 * (closed + PRIOR_DEALS);
}

/** What the prior is worth in closed deals: a win rate known to ± 0.6 log-odds is that of about 11. */
const PRIOR_DEALS = 11;
