import type { DroppedFactor } from './rows';

/**
 * A fitted model: plain JSON, enough to score, explain and replay. Every coefficient is log-odds of WINNING (risk is 1 − chance).
 * Coefficients are centred: the intercept is the log-odds of the average row, and a level's coefficient is its distance
 * from the average of its factor. A factor whose value is unknown therefore adds 0.
 */
export type Model = {
  format: 1;
  /** ms since the epoch, given by the caller. */
  trainedAt: number;
  /** Identity of the rows and factors it was fitted on. */
  dataHash: string;
  /** Of the pack whose signals were factors; empty where there was none. */
  packHash: string;
  seed: number;
  counts: ModelCounts;
  /** Share of won deals among closed ones. */
  winRate: number;
  /** "Won within" days; null: won at all. */
  horizonDays: number | null;
  /** Standard deviation of the prior; null: win rate only, there are no factors. */
  priorSd: number | null;
  /** One sentence: why this strength, or why the win rate only. */
  choice: string;
  intercept: { coef: number; se: number };
  factors: readonly ModelFactor[];
  /** Lower triangle by rows, intercept first and then the levels by their `column`. */
  covariance: readonly number[];
  /** Logit = shift + slope × (intercept + Σ coefficients); null where no refit was called for. */
  calibration: { shift: number; slope: number } | null;
  dropped: readonly DroppedFactor[];
  backtest: Backtest | null;
  lifeTable: LifeTable | null;
};

export type ModelCounts = { closed: number; won: number; lost: number; open: number; rows: number };

export type ModelFactor = {
  id: string;
  title: string;
  kind: 'category' | 'number' | 'signal';
  /** Of a number: band i holds values below edge i, the last band the rest. */
  edges?: readonly number[];
  levels: readonly ModelLevel[];
};

export type ModelLevel = {
  /** `=text` for a value, `#i` for a band, `?` empty, `*` rare, `!` a signal that fires, `-` one that does not. */
  key: string;
  /** For people: the value, the band with its bounds, "empty", "rare". */
  label: string;
  /** From 1; 0 is the intercept. */
  column: number;
  coef: number;
  se: number;
  /** Deals (not rows) at this level, and how many of them were won. */
  deals: number;
  wins: number;
  priorMean: number;
};

export type Metrics = {
  n: number;
  auc: number | null;
  /** 95 %. */
  aucLow: number | null;
  aucHigh: number | null;
  accuracy: number;
  logLoss: number;
  /** 1 − log loss / log loss of the win rate only: above 0 is skill. */
  gain: number;
  brier: number;
  ece: number;
  /** 1: as sure as it should be; below: too sure; null where it cannot be told. */
  slope: number | null;
};

/** Deals of like predictions: what was said and what came. `low`–`high`: 95 % interval of the observed share. */
export type ReliabilityBin = {
  from: number;
  to: number;
  n: number;
  predicted: number;
  observed: number;
  low: number;
  high: number;
};

export type Backtest = {
  /** `time:0.7`, `cv:5x10`, `given`. */
  protocol: string;
  train: number;
  test: number;
  model: Metrics;
  baselines: { winRate: Metrics; stage: Metrics | null; naiveBayes: Metrics };
  bins: readonly ReliabilityBin[];
  segments: readonly { factor: string; title: string; level: string; metrics: Metrics }[];
  /** Whether the factors predict beyond the win rate, with the sentence that says so. */
  signal: boolean;
  verdict: string;
};

/** Deals by week of age. A deal is at risk in a week if it was open when the week began; open deals are censored. */
export type LifeTable = {
  weeks: readonly LifeWeek[];
  /** By stage, where there is history: weeks since the stage was entered. */
  stages: Readonly<Record<string, readonly LifeWeek[]>>;
  /** Ages in days at closing, at the 10th, 25th, 50th, 75th and 90th percentile; null without such deals. */
  wonAges: readonly number[] | null;
  lostAges: readonly number[] | null;
  /** Days that won deals stayed in a stage: how many tell, and the 90th percentile. Absent from models learned before it was there. */
  wonStays?: Readonly<Record<string, { n: number; p90: number }>>;
};

export type LifeWeek = {
  atRisk: number;
  won: number;
  lost: number;
  /** Chance to be won, or lost, in this week if still open at its start; shrunk to the pooled rate by 8 pseudo-deals. */
  winHazard: number;
  lossHazard: number;
};
