import type { Risk, RiskFactor } from '@/lib/domain/assessment';
import type { Model } from './model';
import { allocatePoints, slopeOf } from './points';
import { logistic } from './prior';
import type { Values } from './rows';
import { scoreValues, type Contribution } from './score';

type Scored = Omit<Extract<Risk, { state: 'score' }>, 'outlook'>;

/** Below this a factor's part of the logit is nothing that anybody would see. */
const NOTHING = 1e-9;

/**
 * Risk of losing from a fitted model, 1–99, in whole points: the base is the average deal, and each factor adds what its level
 * moves the log-odds by, on the straight line from the average to the deal. They add up to the risk exactly.
 */
export function scoreRisk(model: Model, values: Values): Scored {
  const score = scoreValues(model, values);
  const base = percent(-score.base);
  const risk = percent(-score.logit);
  const slope = slopeOf({ from: -score.base, to: -score.logit });
  const counted = score.contributions
    .filter((each) => Math.abs(each.logit) > NOTHING)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const points = allocatePoints(
    counted.map(({ logit }) => -logit),
    slope,
    risk - base,
  );
  return {
    state: 'score',
    risk,
    low: Math.max(0, Math.floor(100 * (1 - score.high))),
    high: Math.min(100, Math.ceil(100 * (1 - score.low))),
    base,
    factors: counted
      .map((each, index) => factorOf(each, points[index] ?? 0, slope))
      .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1)),
    closedDeals: model.counts.closed,
    winRate: model.winRate,
    horizonDays: model.horizonDays,
  };
}

/** What raises the chance lowers the risk, so the ends of the interval change places. */
function factorOf({ id, title, level, low, high, deals }: Contribution, points: number, slope: number): RiskFactor {
  const factor: RiskFactor = { id, title, points, low: tenth(-high * slope), high: tenth(-low * slope), deals };
  if (level !== null) factor.level = level;
  return factor;
}

function tenth(points: number): number {
  return Math.round(points * 10) / 10 + 0;
}

/** 1–99: no deal is won or lost before it is. */
function percent(logit: number): number {
  return Math.min(99, Math.max(1, Math.round(100 * logistic(logit))));
}
