import { mean } from '@/lib/domain/quantiles';
import type { DealHistory, Progress } from '../rows';
import { expected } from './expect';
import { intervalOf, shockOf } from './interval';
import { knownAt } from './known-at';
import { periodName, periodOf, placesIn, startOf, type PeriodKind } from './period';
import { placeFactors } from './place-factor';

export type ForecastInput = {
  histories: readonly DealHistory[];
  kind: PeriodKind;
  asOf: number;
  amountsKnown: boolean;
  stage: string | null;
  seed: number;
};

/** What each method said of a period when it began. */
export type PeriodForecast = {
  period: string;
  /** Null while the period is not over. */
  actual: number | null;
  /** The forecast: deals and new business, blended with the run rate. */
  forecast: number;
  low: number;
  high: number;
  /** Deals and new business alone. */
  deals: number;
  /** The same before its usual miss is made up for. */
  rawDeals: number;
  /** The run rate at this place of the larger period, the plain one, and what pipelines alone would say. */
  seasonalRunRate: number;
  runRate: number;
  pipeline: number;
  weighted: number;
};

/** Periods with closings that must be known before the first forecast. */
const FEWEST_PERIODS = 2;
/** A last period that is this complete counts as over. */
const NEARLY = 0.1;

/**
 * Forecasts each past period from what was known when it began, and the next one: the expectation of open deals by age and
 * stage plus new business, times the factor of the period's place, blended with the run rate by how both did before.
 */
export function* forecastPeriods(input: ForecastInput): Generator<Progress, PeriodForecast[]> {
  const { kind, asOf } = input;
  const actuals = wonByPeriod(input);
  const [first] = actuals;
  if (first === undefined) return [];
  const next = actuals.length === 0 ? first.period : Math.max(...actuals.map(({ period }) => period)) + 1;
  const out: PeriodForecast[] = [];
  for (let period = first.period + FEWEST_PERIODS; period <= next; period++) {
    yield { phase: 'Forecasting past periods', done: period - first.period, total: next - first.period };
    const past = actuals.filter((one) => one.period < period);
    const actual = actuals.find((one) => one.period === period)?.value ?? null;
    out.push(forecastOf(input, period, past, out, actual));
  }
  return asOf < startOf(next, kind) - 1 - lengthOf(next, kind) ? out.slice(0, -1) : out;
}

function lengthOf(period: number, kind: PeriodKind): number {
  return startOf(period + 1, kind) - startOf(period, kind);
}

type Actual = { period: number; value: number };

/** Value won in every period that is over, from the first closing on; 0 where nothing was won. */
function wonByPeriod({ histories, kind, asOf }: ForecastInput): Actual[] {
  const closings = histories.flatMap(({ closedDay }) => (closedDay === null ? [] : [closedDay]));
  if (closings.length === 0) return [];
  const first = periodOf(
    closings.reduce((least, day) => Math.min(least, day)),
    kind,
  );
  const sums = new Map<number, number>();
  for (const { outcome, closedDay, amount } of histories) {
    if (outcome !== 'won' || closedDay === null) continue;
    const period = periodOf(closedDay, kind);
    sums.set(period, (sums.get(period) ?? 0) + (amount ?? 0));
  }
  const out: Actual[] = [];
  for (let period = first; isOver(period, kind, asOf); period++) out.push({ period, value: sums.get(period) ?? 0 });
  return out;
}

function isOver(period: number, kind: PeriodKind, asOf: number): boolean {
  return asOf >= startOf(period + 1, kind) - 1 - NEARLY * lengthOf(period, kind);
}

function forecastOf(
  input: ForecastInput,
  period: number,
  past: readonly Actual[],
  before: readonly PeriodForecast[],
  actual: number | null,
): PeriodForecast {
  const { histories, kind, amountsKnown, stage, seed } = input;
  const [start, end] = [startOf(period, kind), startOf(period + 1, kind)];
  const expectation = expected(knownAt(histories, start), { start, end, amountsKnown, stage });
  const factor = placeFactors(past, kind);
  const recent = past.slice(-Math.max(3, placesIn(kind)));
  const runRate = mean(recent.map(({ value }) => value));
  const seasonalRunRate = factor(period) * mean(recent.map((one) => one.value / factor(one.period)));
  const deals = expectation.value * factor(period) * usualMiss(before);
  const weight = trustInDeals(before);
  const forecast = weight * deals + (1 - weight) * seasonalRunRate;
  const errors = before.flatMap((one) =>
    one.actual !== null && one.actual > 0 && one.forecast > 0 ? [Math.log(one.actual / one.forecast)] : [],
  );
  const { pipeline, weighted } = expectation;
  const interval = intervalOf(expectation, forecast, shockOf(errors), seed + period);
  return {
    period: periodName(period, kind),
    actual,
    forecast,
    ...interval,
    deals,
    rawDeals: expectation.value * factor(period),
    seasonalRunRate,
    runRate,
    pipeline,
    weighted,
  };
}

/** Periods without a miss that stand against the misses seen. */
const EXACT_PERIODS = 1;

/** By what the deals' expectation has been off so far, on average: what it is multiplied by. */
function usualMiss(before: readonly PeriodForecast[]): number {
  const misses = before.flatMap(({ actual, rawDeals }) =>
    actual !== null && actual > 0 && rawDeals > 0 ? [Math.log(actual / rawDeals)] : [],
  );
  return Math.exp(misses.reduce((sum, miss) => sum + miss, 0) / (misses.length + EXACT_PERIODS));
}

/** Before there are periods to judge by, this much is trusted to the deals: their first life tables rest on little. */
const FIRST_TRUST = 1 / 3;
/** As many periods are taken to have borne that out. */
const ASSUMED_PERIODS = 2;

/** Weight of the deals against the run rate: the one that would have been best so far, by least squares. */
function trustInDeals(before: readonly PeriodForecast[]): number {
  const over = before.flatMap(({ actual, deals, seasonalRunRate }) =>
    actual === null ? [] : [{ apart: deals - seasonalRunRate, missed: actual - seasonalRunRate }],
  );
  const square = mean(over.map(({ apart }) => apart * apart));
  if (square === 0) return FIRST_TRUST;
  const cross = over.reduce((sum, { apart, missed }) => sum + apart * missed, 0);
  const weight = (cross + FIRST_TRUST * ASSUMED_PERIODS * square) / (square * (over.length + ASSUMED_PERIODS));
  return Math.min(1, Math.max(0, weight));
}
