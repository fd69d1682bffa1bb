import type { Assessment, Risk, SignalResult, StepResult } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import { effectOf } from '@/lib/risk/rank-steps';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { OpenStep, TeamFigures } from '@/lib/rules/pack-result';
import type { RunnablePack } from '@/lib/rules/types';
import { imagine, type Situation } from './imagine';
import type { Moment, Standing } from './risk-of';

export type WhatIf = {
  pack: RunnablePack;
  situation: Situation;
  signals: readonly SignalResult[];
  clock: Clock;
  team?: TeamFigures;
  stage: Assessment['stage'];
  /** Scores the deal as it is, or as it would be. */
  score: (standing: Omit<Standing, 'fieldsRead'>) => Risk;
};

/**
 * Each step with its real effect: the deal is imagined as it would be once the step is done, its signals are evaluated and
 * scored again, and the effect is the difference in whole points. Without a risk to move, and for a step that says nothing of
 * what it changes, it is 0.
 */
export function withEffects(steps: readonly OpenStep[], whatIf: WhatIf): StepResult[] {
  const { deal, facts } = whatIf.situation;
  const from: Moment = { deal, facts, signals: whatIf.signals, stage: whatIf.stage };
  const before = riskNow(whatIf.score(from));
  const lean = signalsOnly(whatIf.pack);
  return steps.map(({ id, title, why, minutes, changes, action }): StepResult => {
    const step = { id, title, why, minutes, ...(action === null ? {} : { task: action.task }) };
    if (!before || changes.length === 0) return { ...step, effect: 0 };
    const after = riskNow(whatIf.score({ ...standingAfter(changes, { ...whatIf, pack: lean }), from }));
    return { ...step, effect: effectOf(before, after) };
  });
}

function standingAfter(changes: OpenStep['changes'], { pack, situation, signals, clock, team }: WhatIf): Moment {
  const { deal, facts, history } = imagine(situation, changes, pack, clock);
  const result = evaluatePack(pack, {
    deal,
    facts,
    changes: history.changes,
    clock,
    ...(team === undefined ? {} : { team }),
  });
  const silenced = new Set(changes.flatMap((change) => ('signal' in change ? [change.signal] : [])));
  const after = signals.map((before, index) => settled(before, result.signals[index], silenced));
  return { deal, facts, signals: after, stage: result.stage };
}

/**
 * The verdict to count. A signal that cannot be judged, before or after, keeps the verdict it has: what was not read may be so
 * already, and a step must not be credited with it.
 */
function settled(before: SignalResult, after: SignalResult | undefined, silenced: ReadonlySet<string>): SignalResult {
  if (isOpen(before)) return before;
  if (silenced.has(before.id)) return { ...before, verdict: { kind: 'notMet' } };
  return after === undefined || after.id !== before.id || isOpen(after) ? before : after;
}

function isOpen({ verdict }: SignalResult): boolean {
  return verdict.kind === 'unknown' || verdict.kind === 'broken';
}

/** The pack without what costs time and moves no risk. Its fields stay: they give the inputs their types. */
export function signalsOnly(pack: RunnablePack): RunnablePack {
  return {
    ...pack,
    applies: null,
    stages: pack.stages.map((stage) => ({ ...stage, entry: [], exit: [] })),
    steps: [],
    fills: [],
  };
}

function riskNow(risk: Risk): Exclude<Risk, { state: 'none' }> | null {
  return risk.state === 'none' ? null : risk;
}
