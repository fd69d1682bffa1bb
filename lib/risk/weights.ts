import type { DropReason } from './rows';
import type { Model, ModelFactor, ModelLevel } from './model';

/** A difference of log-odds of losing, with its 95 % interval. */
export type Difference = { value: number; low: number; high: number };

/** What a factor weighs in a model. Log-odds of LOSING throughout: of a model's own coefficients the negative. */
export type FactorWeight =
  | {
      kind: 'signal';
      /** As the rules write it. */ prior: number;
      fitted: Difference;
      /** On which it fires. */ deals: number;
    }
  | {
      kind: 'levels';
      /** Between the levels of the highest and the lowest risk; null where there is only one. */ spread: Difference | null;
      levels: readonly LevelWeight[];
    };

/** One level against the average of its factor. A deal that moved from one to another counts at both. */
export type LevelWeight = Difference & { label: string; deals: number; wins: number };

type Of = Pick<Model, 'covariance' | 'calibration'>;

const Z95 = 1.96;

/** What a factor weighs: of a signal what firing adds, of any other how far its levels are apart. */
export function factorWeight(model: Of, factor: ModelFactor): FactorWeight {
  const fires = factor.levels.find(({ key }) => key === '!');
  const quiet = factor.levels.find(({ key }) => key === '-');
  if (factor.kind === 'signal' && fires)
    return {
      kind: 'signal',
      prior: (quiet?.priorMean ?? 0) - fires.priorMean,
      fitted: between(model, fires, quiet),
      deals: fires.deals,
    };
  const byRisk = factor.levels.toSorted((a, b) => a.coef - b.coef);
  const [worst, best] = [byRisk[0], byRisk.at(-1)];
  return {
    kind: 'levels',
    spread: worst && best && worst !== best ? between(model, worst, best) : null,
    levels: byRisk.map((level) => ({
      ...between(model, level),
      label: level.label,
      deals: level.deals,
      wins: level.wins,
    })),
  };
}

/**
 * By how much one level is riskier than another, or than the average: Var(a − b) = Var(a) + Var(b) − 2 Cov(a, b). As it counts in
 * the score, so with the slope of the calibration.
 */
function between({ covariance, calibration }: Of, a: ModelLevel, b?: ModelLevel): Difference {
  const at = (i: number, j: number): number =>
    covariance[(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)] ?? 0;
  const slope = calibration?.slope ?? 1;
  const value = slope * ((b?.coef ?? 0) - a.coef);
  const variance = at(a.column, a.column) + (b ? at(b.column, b.column) - 2 * at(a.column, b.column) : 0);
  const reach = Z95 * Math.abs(slope) * Math.sqrt(Math.max(0, variance)); // rounding may leave less than nothing
  return { value, low: value - reach, high: value + reach };
}

/** Why factors are left out that know the outcome: they were written with it, not before. */
const LEAKS: ReadonlySet<DropReason> = new Set([
  'onlyOnOneSide',
  'onlyWhenClosed',
  'onlyWhenOpen',
  'emptyWithLeak',
  'givesAnswerAway',
  'fromTheFuture',
]);

/** The factors that a model leaves out because they give the answer away, and those that say nothing here. */
export function leftOut({ dropped }: Pick<Model, 'dropped'>): { leaks: Model['dropped']; silent: Model['dropped'] } {
  return {
    leaks: dropped.filter(({ reason }) => LEAKS.has(reason)),
    silent: dropped.filter(({ reason }) => !LEAKS.has(reason)),
  };
}
