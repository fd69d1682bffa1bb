import type { CriterionResult, SignalResult } from '@/lib/domain/assessment';
import { findStage, type StagePlace } from './find-stage';
import { findGaps } from './gaps';
import { judgeCriterion, type Case } from './judge-criterion';
import { passedStages } from './passed';
import { findFills, openStep } from './proposals';
import { note, verdict, type Run } from './run';
import type { EvaluationInput, PackResult } from './pack-result';
import type { RunnablePack, RunnableSignal } from './types';
import { judgeVersions, startRun, variantsOf } from './variants';

/**
 * Everything the pack says about a deal at one moment. Pure: the same inputs give the same result.
 * Never throws: a rule that fails or takes too long is broken by name, and the others run.
 */
export function evaluatePack(pack: RunnablePack, input: EvaluationInput): PackResult {
  const place = findStage(pack, input.deal);
  const run = startRun(pack, input, place.stage);
  if (!appliesTo(pack, run)) return nothing(place, run);
  const on: Case = { pack, input, run };
  const criteria = criteriaOf(place, on);
  const gaps = findGaps(pack, place, input, run);
  const signals = pack.signals.map((signal) => judgeSignal(signal, run));
  const steps = place.stage.state === 'closed' ? [] : pack.steps.flatMap((step) => openStep(pack, step, run));
  return {
    applies: true,
    stage: place.stage,
    criteria,
    gaps,
    signals,
    steps,
    fills: findFills(pack, gaps, run),
    passed: passedStages(place, on),
    broken: run.broken,
    variants: variantsOf(run),
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
    passed: [],
    broken: run.broken,
    variants: [],
  };
}

/** Criteria for leaving the current stage and for entering the next. */
function criteriaOf(place: StagePlace, on: Case): CriterionResult[] {
  const { stages } = on.pack;
  const current = place.stage.state === 'known' ? stages[place.index] : undefined;
  const next = stages[place.nextIndex];
  const exit = current?.exit.map((c) => judgeCriterion(c, current.id, 'exit', on)) ?? [];
  const entry = next?.entry.map((c) => judgeCriterion(c, next.id, 'entry', on)) ?? [];
  return [...exit, ...entry];
}

/** A signal with its verdict and the weight it has for this deal. */
function judgeSignal(signal: RunnableSignal, run: Run): SignalResult {
  const { id, title, why } = signal;
  const judged = judgeVersions(signal, run, (version) => verdict(run, version.when));
  return { id, title, why, verdict: note(run, signal, judged.verdict), weight: (judged.list[0] ?? signal).weight };
}
