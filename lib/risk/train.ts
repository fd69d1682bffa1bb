import { hash } from '@/lib/domain/canonical';
import { runBacktest } from './backtest/backtest';
import type { Protocol } from './backtest/protocol';
import { centred } from './fit/centre';
import { dropped } from './fit/drop';
import { fitRows, type FittedRows } from './fit/fit-rows';
import { lifeTable } from './life-table';
import { logit } from './measure/metrics';
import type { Backtest, Model, ModelCounts, ModelFactor } from './model';
import { futureCounts } from './past/values-at';
import type { DealHistory, DroppedFactor, FactorDef, Observation, Progress } from './rows';

export type TrainingInput = {
  rows: readonly Observation[];
  defs: readonly FactorDef[];
  /** Dropped before, with the reasons, to be kept with the model. */
  dropped: readonly DroppedFactor[];
  histories: readonly DealHistory[];
  /** Id of the factor that says how far a deal has come; null without one. */
  stage: string | null;
  horizon: number | null;
  asOf: number;
  /** Null: do not test on past deals. */
  protocol: Protocol | null;
  seed: number;
  packHash: string;
  trainedAt: number;
};

/**
 * Fits the model, tests it on past deals and puts down all that is needed to score, explain and replay. A factor with a value
 * from the future of its row is refused. Works through a generator: to cancel, stop asking for the next step.
 */
export function* trainModel(input: TrainingInput): Generator<Progress, Model> {
  const { rows, histories, seed, horizon } = input;
  const future = withoutFuture(input.defs, yield* futureCounts(rows, histories));
  const defs = future.defs;
  const backtest = yield* testOnPast(input, defs);
  const fitted = rows.length === 0 ? null : yield* fitRows(rows, defs);
  yield { phase: 'Building the life table', done: 0, total: 1 };
  const dataHash = yield* hashInSteps(rows, defs);
  const counts = countsOf(histories, rows.length);
  const closed = counts.won + counts.lost;
  return {
    format: 1,
    trainedAt: input.trainedAt,
    dataHash,
    packHash: input.packHash,
    seed,
    counts,
    winRate: closed === 0 ? 0 : counts.won / closed,
    horizonDays: horizon,
    ...coefficients(fitted),
    dropped: [...input.dropped, ...future.dropped, ...(fitted?.encoding.dropped ?? [])],
    backtest,
    lifeTable: histories.some(({ createdDay }) => createdDay !== null)
      ? lifeTable(histories, input.asOf, input.stage)
      : null,
  };
}

const HASHED_AT_ONCE = 500;

/** Identity of rows and factors, by the identities of parts: as one text, ten thousand deals would be tens of megabytes. */
function* hashInSteps(rows: readonly Observation[], defs: readonly FactorDef[]): Generator<Progress, string> {
  const parts: string[] = [];
  for (let start = 0; start < rows.length; start += HASHED_AT_ONCE) {
    yield { phase: 'Naming the data', done: start, total: rows.length };
    parts.push(hash(rows.slice(start, start + HASHED_AT_ONCE)));
  }
  return hash({ defs, parts });
}

function* testOnPast(
  { rows, protocol, seed, horizon, stage }: TrainingInput,
  defs: readonly FactorDef[],
): Generator<Progress, Backtest | null> {
  if (protocol === null || rows.length === 0) return null;
  return (yield* runBacktest({ rows, defs, protocol, seed, horizon, stage })).backtest;
}

function withoutFuture(
  defs: readonly FactorDef[],
  counts: ReadonlyMap<string, number>,
): { defs: FactorDef[]; dropped: DroppedFactor[] } {
  return {
    defs: defs.filter(({ id }) => !counts.has(id)),
    dropped: defs
      .filter(({ id }) => counts.has(id))
      .map((def) =>
        dropped(
          def,
          'fromTheFuture',
          `${def.title} holds a value on ${counts.get(def.id) ?? 0} rows that was not known on their day.`,
        ),
      ),
  };
}

function countsOf(histories: readonly DealHistory[], rows: number): ModelCounts {
  const count = (outcome: string): number => histories.filter((h) => h.outcome === outcome).length;
  const [won, lost, open] = [count('won'), count('lost'), count('open')];
  return { closed: won + lost, won, lost, open, rows };
}

type Coefficients = Pick<Model, 'priorSd' | 'choice' | 'intercept' | 'factors' | 'covariance' | 'calibration'>;

function coefficients(fitted: FittedRows | null): Coefficients {
  if (fitted === null) return rateOnly(0.5, 'There are no closed deals to learn from.', 0);
  const { encoding, design, fit, sd, choice, base, calibration } = fitted;
  const deals = design.weight.reduce((sum, w) => sum + w, 0);
  if (fit === null) return rateOnly(base, choice, deals);
  const { beta, covariance } = centred(encoding, design, fit);
  const { n, at } = covariance;
  const error = (column: number): number => Math.sqrt(Math.max(0, at[column * n + column] ?? 0));
  const factors = encoding.factors.map(({ def, edges, levels }): ModelFactor => {
    const { id, title, kind } = def;
    const coded = levels.map((level) => ({ ...level, coef: beta[level.column] ?? 0, se: error(level.column) }));
    return kind === 'number' ? { id, title, kind, edges, levels: coded } : { id, title, kind, levels: coded };
  });
  return {
    priorSd: sd,
    choice,
    intercept: { coef: beta[0] ?? 0, se: error(0) },
    factors,
    covariance: lowerTriangle(n, at),
    calibration,
  };
}

function rateOnly(rate: number, choice: string, deals: number): Coefficients {
  const se = 1 / Math.sqrt(Math.max(0.5, deals) * rate * (1 - rate));
  return {
    priorSd: null,
    choice,
    intercept: { coef: logit(rate), se },
    factors: [],
    covariance: [se * se],
    calibration: null,
  };
}

/** Six significant digits are plenty for an interval, and half the size. */
function lowerTriangle(n: number, at: Float64Array): number[] {
  return Array.from({ length: n }, (_, i) =>
    Array.from(at.subarray(i * n, i * n + i + 1), (value) => Number(value.toPrecision(6))),
  ).flat();
}
