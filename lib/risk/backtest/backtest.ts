import { metricsOf, loss, reliability, type Said } from '../measure/metrics';
import type { Backtest, Metrics } from '../model';
import type { FactorDef, Observation, Progress } from '../rows';
import { predictSplit, type Predicted, type Predictions } from './predict-split';
import { partsOf, protocolName, type Parts, type Protocol } from './protocol';
import { segmentsOf } from './segments';

export type BacktestInput = {
  rows: readonly Observation[];
  defs: readonly FactorDef[];
  protocol: Protocol;
  seed: number;
  horizon: number | null;
  /** Id of the factor that says how far a deal has come; null without one. */
  stage: string | null;
};

export type BacktestRun = {
  backtest: Backtest | null;
  note: string | null;
  /** Prior strengths chosen, one a fit. */ strengths: (number | null)[];
};

/** Learns and predicts as the protocol says, and holds the predictions against what came and against simpler methods. */
export function* runBacktest(input: BacktestInput): Generator<Progress, BacktestRun> {
  const parts = partsOf(input.protocol, input.rows, input.seed, input.horizon);
  const unusable = whyUnusable(parts);
  if (unusable !== null) return { backtest: null, note: unusable, strengths: [] };
  const rounds: Predicted[][] = [];
  const total = parts.rounds.flat().length;
  for (const round of parts.rounds) {
    const folds: Predicted[] = [];
    for (const split of round) {
      const at = { phase: 'Testing on past deals', done: rounds.length * round.length + folds.length, total };
      folds.push(yield* as(at, predictSplit(split, input.defs, input.stage)));
    }
    rounds.push(folds);
  }
  const strengths = rounds.flat().map(({ fitted }) => fitted.sd);
  return { backtest: summary(rounds, parts, input), note: parts.note, strengths };
}

/** Work whose own steps are told as the step of a larger one. */
function* as<T>(step: Progress, work: Generator<Progress, T>): Generator<Progress, T> {
  for (let next = work.next(); ; next = work.next()) {
    if (next.done === true) return next.value;
    yield step;
  }
}

function whyUnusable({ rounds, note }: Parts): string | null {
  if (rounds.flat().length === 0) return note ?? 'There are no deals to learn from.';
  const empty = rounds.flat().find(({ train, test }) => train.length === 0 || test.length === 0);
  if (empty) return `There are no deals to ${empty.train.length === 0 ? 'learn from' : 'predict'}.`;
  return null;
}

function summary(
  rounds: readonly Predicted[][],
  parts: Parts,
  { protocol, defs, rows, stage }: BacktestInput,
): Backtest {
  const said = (method: keyof Predictions): Said[][] => rounds.map((folds) => folds.flatMap((fold) => fold[method]));
  const model = said('model');
  const first = model[0] ?? [];
  const { signal, verdict } = judge(model);
  const [one] = parts.rounds[0] ?? [];
  const hasStage = stage !== null && defs.some(({ id }) => id === stage);
  return {
    protocol: protocolName(protocol),
    train: new Set(one?.train.map(({ dealId }) => dealId)).size,
    test: new Set(first.map(({ dealId }) => dealId)).size,
    model: averaged(model.map(metricsOf)),
    baselines: {
      winRate: averaged(said('winRate').map(metricsOf)),
      stage: hasStage ? averaged(said('stage').map(metricsOf)) : null,
      naiveBayes: averaged(said('naiveBayes').map(metricsOf)),
    },
    bins: reliability(first),
    segments: segmentsOf(parts.rounds[0]?.flatMap(({ test }) => test) ?? rows, first, defs),
    signal,
    verdict,
  };
}

/** Figures of several rounds over the same deals, averaged; null where any round has none. */
function averaged(rounds: readonly Metrics[]): Metrics {
  const mean = (of: (m: Metrics) => number): number => rounds.reduce((sum, m) => sum + of(m), 0) / rounds.length;
  const orNull = (of: (m: Metrics) => number | null): number | null =>
    rounds.some((m) => of(m) === null) ? null : mean((m) => of(m) ?? 0);
  return {
    n: Math.round(mean((m) => m.n)),
    auc: orNull((m) => m.auc),
    aucLow: orNull((m) => m.aucLow),
    aucHigh: orNull((m) => m.aucHigh),
    accuracy: mean((m) => m.accuracy),
    logLoss: mean((m) => m.logLoss),
    gain: mean((m) => m.gain),
    brier: mean((m) => m.brier),
    ece: mean((m) => m.ece),
    slope: orNull((m) => m.slope),
  };
}

/**
 * There is signal where the loss is below that of the win rate by more than its standard error, deal by deal, and the order is
 * surely better than chance: a loss that is lower by next to nothing has next to no error, too.
 */
function judge(rounds: readonly (readonly Said[])[]): { signal: boolean; verdict: string } {
  const byDeal = new Map<string, number>();
  for (const { dealId, chance, base, won, weight } of rounds.flat()) {
    const cut = weight * (loss(base, won) - loss(chance, won));
    byDeal.set(dealId, (byDeal.get(dealId) ?? 0) + cut / rounds.length);
  }
  const cuts = [...byDeal.values()];
  const centre = cuts.reduce((sum, cut) => sum + cut, 0) / Math.max(1, cuts.length);
  const squares = cuts.reduce((sum, cut) => sum + (cut - centre) ** 2, 0);
  const error = Math.sqrt(squares / Math.max(1, cuts.length - 1) / Math.max(1, cuts.length));
  const ordered = rounds.length > 0 && (averaged(rounds.map(metricsOf)).aucLow ?? 0) > 0.5;
  const signal = centre > 0 && centre > error && ordered;
  const gain = metricsOf(rounds.flat()).gain;
  return {
    signal,
    verdict: signal
      ? `The factors predict: log loss is ${percent(gain)} % below that of the win rate.`
      : noSignal(rounds.flat()),
  };
}

function noSignal(said: readonly Said[]): string {
  const rate = said.reduce((sum, { base }) => sum + base, 0) / Math.max(1, said.length);
  return `Your data do not predict outcomes beyond your win rate of ${percent(rate)} %.`;
}

function percent(share: number): string {
  return (100 * share).toFixed(1).replace(/\.0$/, '');
}
