import type { Assessment, Remembered, Risk } from '@/lib/domain/assessment';
import { snapshotHash } from '@/lib/domain/canonical';
import type { Clock } from '@/lib/domain/clock';
import type { Deal } from '@/lib/domain/deal';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { History } from '@/lib/domain/facts';
import { rankSteps } from '@/lib/risk/rank-steps';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { TeamFigures } from '@/lib/rules/pack-result';
import type { RunnablePack } from '@/lib/rules/types';
import type { Learned } from './learned';
import { signalFactor } from './factors';
import { compared, pastOf } from './regressions';
import { riskOf, type Standing } from './risk-of';
import { withEffects } from './what-if';
import { whatWasRead } from './what-was-read';

export type AssessInput = {
  deal: Deal;
  history: History;
  pack: RunnablePack;
  clock: Clock;
  team?: TeamFigures;
  /** The assessment before this one, of the same deal: what was met and no longer is stands out. */
  previous?: Remembered;
  /** What was learned from the team's closed deals: with it the risk is a number, once there are enough. */
  learned?: Learned;
  /** The deal's `snapshotHash` where it is known: it takes a tenth of the whole to make. */
  snapshot?: string;
};

/**
 * Everything a pack says about a deal at one time: verdicts, gaps, signals, the risk, and the open steps with their real
 * effect on it. Pure and total: the same inputs give the same bytes, and a rule that fails is named, not thrown.
 */
export function assess({ deal, history, pack, clock, team, previous, learned, snapshot }: AssessInput): Assessment {
  const facts = deriveFacts(deal, history, clock);
  const teamPart = team === undefined ? {} : { team };
  const { changes, watchedSince } = history;
  const result = evaluatePack(pack, { deal, facts, changes, clock, watchedSince, ...teamPart });
  const read = whatWasRead(deal, new Map(pack.fields.map((field) => [field.key, field.label])));
  const fieldsRead = read.read + read.empty;
  const context = { pack: pack.hash, clock, ...(learned === undefined ? {} : { learned }) };
  const score = (standing: Omit<Standing, 'fieldsRead'>): Risk =>
    riskOf({ ...standing, signals: counted(standing.signals, pack), fieldsRead }, context);
  const { stage, gaps, signals, broken, variants } = result;
  const steps = withEffects(result.steps, {
    pack,
    situation: { deal, history, facts },
    signals,
    stage,
    clock,
    score,
    ...teamPart,
  });
  return {
    format: 1,
    dealId: deal.id,
    at: clock.now,
    pack: { id: pack.id, version: pack.version, title: pack.title, hash: pack.hash },
    snapshotHash: snapshot ?? snapshotHash(deal),
    ...(learned === undefined ? {} : { model: learned.hash }),
    applies: result.applies,
    stage,
    read,
    ...compared(result, pastOf(previous, deal.id, pack.hash), clock.now),
    gaps,
    signals,
    risk: score({ deal, facts, signals, stage }),
    steps: rankSteps(steps),
    fills: result.fills,
    broken,
    variants,
  };
}

/** The signals that the score counts; those that the pack leaves out of it are shown, and weigh nothing. */
function counted(signals: Standing['signals'], { withoutFactors }: RunnablePack): Standing['signals'] {
  if (withoutFactors === undefined) return signals;
  return signals.filter(({ id }) => !withoutFactors.includes(signalFactor(id)));
}
