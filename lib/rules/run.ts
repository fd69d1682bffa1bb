import type { BrokenRule, MissingInput, Verdict } from '@/lib/domain/assessment';
import { condition } from './cel/logic';
import { OVER_BUDGET, type Scope } from './cel/scope';
import { err, isTagged, type Value } from './cel/values';
import { LIMITS } from './limits';
import type { Runnable, Variant } from './types';

/** A variant that applies to the deal, or of which that cannot be told. */
export type Standing = { variant: Variant<Runnable>; missing: readonly MissingInput[] | null };

/** One evaluation of a pack on a deal: its inputs, what is left of the pack's budget, the rules that failed, the variants in play. */
export type Run = { scope: Scope; left: number; broken: BrokenRule[]; standing: readonly Standing[] };

const MET: Verdict = Object.freeze({ kind: 'met' });
const NOT_MET: Verdict = Object.freeze({ kind: 'notMet' });
export const NOT_APPLICABLE: Verdict = Object.freeze({ kind: 'notApplicable' });

/** Runs one expression within the rule's budget and what is left of the pack's. Never throws. */
export function value(run: Run, rule: Runnable): Value {
  if ('broken' in rule) return err(rule.broken);
  const { scope } = run;
  const budget = Math.min(LIMITS.ruleSteps, run.left);
  scope.left = budget;
  try {
    const result = rule.fn(scope);
    run.left -= budget - scope.left;
    return result;
  } catch (error) {
    // Whatever a rule runs into must not keep the others from running.
    run.left = Math.max(0, run.left - budget + Math.max(0, scope.left));
    return err(error instanceof Error && error.message === OVER_BUDGET ? OVER_BUDGET : 'it failed unexpectedly');
  }
}

/** Runs a condition. */
export function verdict(run: Run, rule: Runnable): Verdict {
  const v = value(run, rule);
  if (v === true) return MET;
  if (v === false) return NOT_MET;
  const c = condition(v);
  if (c === false) return NOT_MET;
  if (isTagged(c) && c.t === 'unknown') return { kind: 'unknown', inputs: c.inputs };
  return { kind: 'broken', reason: isTagged(c) && c.t === 'error' ? c.reason : 'it gives no condition' };
}

/** Notes a rule whose verdict is broken, so that it is shown apart. */
export function note(run: Run, rule: { id: string; title: string }, v: Verdict): Verdict {
  if (v.kind === 'broken') run.broken.push({ id: rule.id, title: rule.title, reason: v.reason });
  return v;
}
