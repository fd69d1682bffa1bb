import type { CriterionResult, SignalResult, Verdict } from '@/lib/domain/assessment';
import { findStage, type StagePlace } from './find-stage';
import { findGaps } from './gaps';
import { LIMITS } from './limits';
import { makeScope } from './make-scope';
import { findFills, openStep } from './proposals';
import { note, NOT_APPLICABLE, verdict, type Run } from './run';
import type { EvaluationInput, PackResult, RunnableCriterion, RunnablePack } from './types';

/**
 * Everything the pack says about a deal at one moment. Pure: the same inputs give the same result.
 * Never throws: a rule that fails or takes too long is broken by name, and the others run.
 */
export function evaluatePack(pack: RunnablePack, input: EvaluationInput): PackResult {
  const place = findStage(pack, input.deal);
  const run: Run = { scope: makeScope(pack, input, place.stage), left: LIMITS.packSteps, broken: [] };
  if (!appliesTo(pack, run)) return nothing(place, run);
  const criteria = criteriaOf(pack, place, run);
  const gaps = findGaps(pack, place, input, run);
  const signals = pack.signals.map(({ id, title, why, weight, when }): SignalResult => {
    return { id, title, why, verdict: note(run, { id, title }, verdict(run, when)), weight };
  });
  const steps = place.stage.state === 'closed' ? [] : pack.steps.flatMap((step) => openStep(pack, step, run));
  return {
    applies: true,
    stage: place.stage,
    criteria,
    gaps,
    signals,
    steps,
    fills: findFills(pack, gaps, run),
    broken: run.broken,
  };
}

/** Only a condition that certainly does not hold takes a deal out; one that cannot be judged does not. */
function appliesTo(pack: RunnablePack, run: Run): boolean {
  if (pack.applies === null) return true;
  return note(run, { id: 'applies', title: pack.title }, verdict(run, pack.applies)).kind !== 'notMet';
}

function nothing(place: StagePlace, run: Run): PackResult {
  return {
    applies: false,
    stage: place.stage,
    criteria: [],
    gaps: [],
    signals: [],
    steps: [],
    fills: [],
    broken: run.broken,
  };
}

/** Criteria for leaving the current stage and for entering the next. */
function criteriaOf(pack: RunnablePack, place: StagePlace, run: Run): CriterionResult[] {
  const current = place.stage.state === 'known' ? pack.stages[place.index] : undefined;
  const next = pack.stages[place.nextIndex];
  const exit = current?.exit.map((c) => criterion(c, current.id, 'exit', run)) ?? [];
  const entry = next?.entry.map((c) => criterion(c, next.id, 'entry', run)) ?? [];
  return [...exit, ...entry];
}

function criterion(c: RunnableCriterion, stage: string, edge: 'exit' | 'entry', run: Run): CriterionResult {
  const { id, title, why, enforce, fix } = c;
  return { id, title, why, stage, edge, enforce, verdict: note(run, c, judged(c, run)), fix };
}

function judged(c: RunnableCriterion, run: Run): Verdict {
  if (c.when !== null) {
    const applicable = verdict(run, c.when);
    if (applicable.kind === 'notMet') return NOT_APPLICABLE;
    if (applicable.kind !== 'met') return applicable;
  }
  return verdict(run, c.require);
}
