import { mean } from '@/lib/domain/quantiles';
import type { PeriodForecast } from './forecast';

export type Accuracy = {
  periods: number;
  /** Σ|error| / Σ actual. */
  wape: number | null;
  /** Mean of |error| / actual, over periods in which anything was won. */
  mape: number | null;
  /** Σ(forecast − actual) / Σ actual: above 0 is too high. */
  bias: number | null;
};

export type ForecastAccuracy = {
  forecast: Accuracy & {
    covered: number;
    /** Mean width of the 80 % interval over the mean actual. */ width: number | null;
  };
  deals: Accuracy;
  seasonalRunRate: Accuracy;
  runRate: Accuracy;
  pipeline: Accuracy;
  weighted: Accuracy;
};

/** How each method did over the periods that are over. */
export function accuracyOf(periods: readonly PeriodForecast[]): ForecastAccuracy {
  const over = periods.flatMap((one) => (one.actual === null ? [] : [{ ...one, actual: one.actual }]));
  const of = (method: (one: PeriodForecast) => number): Accuracy =>
    accuracy(over.map((one) => ({ said: method(one), actual: one.actual })));
  const actual = mean(over.map((one) => one.actual));
  return {
    forecast: {
      ...of((one) => one.forecast),
      covered: over.filter((one) => one.low <= one.actual && one.actual <= one.high).length,
      width: actual === 0 ? null : mean(over.map((one) => one.high - one.low)) / actual,
    },
    deals: of((one) => one.deals),
    seasonalRunRate: of((one) => one.seasonalRunRate),
    runRate: of((one) => one.runRate),
    pipeline: of((one) => one.pipeline),
    weighted: of((one) => one.weighted),
  };
}

function accuracy(pairs: readonly { said: number; actual: number }[]): Accuracy {
  const total = pairs.reduce((sum, { actual }) => sum + actual, 0);
  const some = pairs.filter(({ actual }) => actual > 0);
  const share = (sum: number): number | null => (total > 0 ? sum / total : null);
  return {
    periods: pairs.length,
    wape: share(pairs.reduce((sum, { said, actual }) => sum + Math.abs(said - actual), 0)),
    mape: some.length === 0 ? null : mean(some.map(({ said, actual }) => Math.abs(said - actual) / actual)),
    bias: share(pairs.reduce((sum, { said, actual }) => sum + said - actual, 0)),
  };
}
