import type { Risk, RiskFactor, SignalResult } from '@/lib/domain/assessment';
import { allocatePoints } from './points';
import { BASE_LOGIT, PRIOR, Z80, logistic } from './prior';

export type BandInput = {
  signals: readonly SignalResult[];
  /** The deal is won or lost: there is nothing left to predict. */
  closed: boolean;
  /** Fields that were read as a value or as empty. */
  fieldsRead: number;
  /** Closed deals the team has; below 30 there is a band and no number. */
  closedDeals?: number;
};

/** Weights beyond it say nothing more (99.3 %). */
const STEEPEST = 5;

/**
 * Risk of losing from the pack's own weights, for a team without history: logit = base + Σ weight of the signals that fire.
 * `low`–`high` is an 80 % interval from the uncertainty of the base, of each fired weight, and of the signals that could not
 * be judged. Base and factors are whole points that add up to the risk exactly. Method: README of this folder.
 */
export function scoreBand({ signals, closed, fieldsRead, closedDeals = 0 }: BandInput): Risk {
  if (closed) return { state: 'none', reason: 'closed' };
  if (signals.length === 0) return { state: 'none', reason: 'noSignals' };
  if (fieldsRead === 0 || !signals.some(isJudged)) return { state: 'none', reason: 'nothingRead' };
  const fired = firedOf(signals);
  const logit = fired.reduce((sum, { weight }) => sum + weight, BASE_LOGIT);
  const base = percent(BASE_LOGIT);
  const risk = percent(logit);
  const { low, high } = interval(logit, fired.length, signals.filter(isOpen));
  return { state: 'band', risk, low, high, base, factors: factorsOf(fired, logit, risk - base), closedDeals };
}

/** By id, so that no sum and no rounding depends on the order of the pack. */
function firedOf(signals: readonly SignalResult[]): SignalResult[] {
  return signals
    .filter(({ verdict }) => verdict.kind === 'met')
    .map((signal) => ({ ...signal, weight: bounded(signal.weight) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function factorsOf(fired: readonly SignalResult[], logit: number, total: number): RiskFactor[] {
  const weighty = fired.filter(({ weight }) => weight !== 0);
  const points = allocatePoints(
    weighty.map(({ weight }) => weight),
    slopeOf(logit),
    total,
  );
  return weighty
    .map(({ id, title }, index) => ({ id, title, points: points[index] ?? 0 }))
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1));
}

/** Points per unit of log-odds on the way from the base to the logit; at the base itself, the tangent. */
function slopeOf(logit: number): number {
  const distance = logit - BASE_LOGIT;
  const start = logistic(BASE_LOGIT);
  if (Math.abs(distance) < 1e-6) return 100 * start * (1 - start);
  return (100 * (logistic(logit) - start)) / distance;
}

/**
 * A signal that could not be judged fires or not, one as likely as the other: it widens the interval to its own side only,
 * by its second moment (weight² + sd²) / 2.
 */
function interval(logit: number, fired: number, open: readonly SignalResult[]): { low: number; high: number } {
  const own = PRIOR.winRateSd ** 2 + fired * PRIOR.weightSd ** 2;
  const side = (sign: number): number =>
    open
      .filter(({ weight }) => weight * sign > 0)
      .reduce((sum, { weight }) => sum + (bounded(weight) ** 2 + PRIOR.weightSd ** 2) / 2, own);
  const low = Math.floor(100 * logistic(logit - Z80 * Math.sqrt(side(-1))));
  const high = Math.ceil(100 * logistic(logit + Z80 * Math.sqrt(side(1))));
  return { low: Math.max(0, low), high: Math.min(100, high) };
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
