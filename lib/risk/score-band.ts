import type { Risk, RiskFactor, SignalResult } from '@/lib/domain/assessment';
import { bandOf, dealsToHalve, type Spread } from './band-width';
import { allocatePoints, slopeOf, type Way } from './points';
import { BASE_LOGIT, PRIOR, logistic } from './prior';

export type BandInput = {
  signals: readonly SignalResult[];
  /** The deal is won or lost: there is nothing left to predict. */
  closed: boolean;
  /** Fields that were read as a value or as empty. */
  fieldsRead: number;
  /** Closed deals the team has; below 30 there is a band and no number. */
  closedDeals?: number;
  /** The team's own win rate and its standard error in log-odds, where its deals tell that much and no more. */
  winRate?: { share: number; sd: number };
};

/** Weights beyond it say nothing more (99.3 %). */
const STEEPEST = 5;

/**
 * Risk of losing from the pack's own weights, for a team without history: logit = base + Σ weight of the signals that fire.
 * `low`–`high` is an 80 % interval from the uncertainty of the base, of each fired weight, and of the signals that could not
 * be judged. Base and factors are whole points that add up to the risk exactly. Method: README of this folder.
 */
export function scoreBand({ signals, closed, fieldsRead, closedDeals = 0, winRate }: BandInput): Risk {
  if (closed) return { state: 'none', reason: 'closed' };
  if (signals.length === 0) return { state: 'none', reason: 'noSignals' };
  if (fieldsRead === 0 || !signals.some(isJudged)) return { state: 'none', reason: 'nothingRead' };
  const fired = firedOf(signals);
  const start = winRate === undefined ? BASE_LOGIT : lossLogit(winRate.share);
  const logit = fired.reduce((sum, { weight }) => sum + weight, start);
  const base = percent(start);
  const risk = percent(logit);
  const spread: Spread = {
    logit,
    baseSd: winRate?.sd ?? PRIOR.winRateSd,
    fired: fired.length,
    open: signals.filter(isOpen).map(({ weight }) => bounded(weight)),
  };
  const factors = factorsOf(fired, { from: start, to: logit }, risk - base);
  const band = { state: 'band', risk, ...bandOf(spread), base, factors, closedDeals } as const;
  return winRate === undefined ? { ...band, halvedBy: dealsToHalve(spread, closedDeals) } : band;
}

/** Log-odds of losing at a win rate, which is kept off 0 and 1. */
function lossLogit(share: number): number {
  const rate = Math.min(0.99, Math.max(0.01, share));
  return Math.log((1 - rate) / rate);
}

/** By id, so that no sum and no rounding depends on the order of the pack. */
function firedOf(signals: readonly SignalResult[]): SignalResult[] {
  return signals
    .filter(({ verdict }) => verdict.kind === 'met')
    .map((signal) => ({ ...signal, weight: bounded(signal.weight) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function factorsOf(fired: readonly SignalResult[], way: Way, total: number): RiskFactor[] {
  const weighty = fired.filter(({ weight }) => weight !== 0);
  const points = allocatePoints(
    weighty.map(({ weight }) => weight),
    slopeOf(way),
    total,
  );
  return weighty
    .map(({ id, title }, index) => ({ id, title, points: points[index] ?? 0 }))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1));
}

/** 1–99: no deal is won or lost before it is. */
function percent(logit: number): number {
  return Math.min(99, Math.max(1, Math.round(100 * logistic(logit))));
}

function bounded(weight: number): number {
  return Number.isFinite(weight) ? Math.min(STEEPEST, Math.max(-STEEPEST, weight)) : 0;
}

function isOpen({ verdict }: SignalResult): boolean {
  return verdict.kind === 'unknown' || verdict.kind === 'broken';
}

function isJudged(signal: SignalResult): boolean {
  return !isOpen(signal);
}
