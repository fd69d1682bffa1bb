import type { CompiledStep } from '../../types';
import type { LintContext } from '../context';
import { factsMovedBy, readsOf } from '../reads';
import { simplify } from '../reason/simplify';
import type { Check, Finding } from '../types';

export const idleStep: Check = {
  id: 'idle-step',
  title: 'Step that changes no signal',
  why: 'Steps are ranked by how much risk they take away; one that touches no signal always comes last, with no reason shown.',
  todo: 'Say in `changes` what is different once it is done, in terms that a signal looks at.',
  example: 'changes: []',
  find: (context) =>
    context.pack.steps.flatMap((step): Omit<Finding, 'check'>[] => {
      const path = context.places.rules.get(step.id);
      const problem = path === undefined ? null : problemOf(step, context);
      if (path === undefined || problem === null) return [];
      return [
        { severity: 'warning', path: step.changes.length === 0 ? path : `${path}.changes`, rule: step.id, ...problem },
      ];
    }),
};

function problemOf(step: CompiledStep, context: LintContext): Pick<Finding, 'message' | 'hint'> | null {
  if (step.changes.length === 0)
    return {
      message: 'this step says nothing of what it changes',
      hint: 'say in `changes` what is different once it is done',
    };
  if (step.changes.some((change) => moves(change, step, context))) return null;
  const named = step.changes.flatMap((c) => ('signal' in c ? [`"${c.signal}"`] : []));
  if (named.length > 0)
    return {
      message: `when this step is proposed, ${named.join(' and ')} cannot fire, so it changes nothing`,
      hint: 'propose it while the signal fires, or name another signal',
    };
  return {
    message: 'no signal looks at what this step changes',
    hint: 'name what a signal looks at, or add { signal: … }',
  };
}

type Change = CompiledStep['changes'][number];

function moves(change: Change, step: CompiledStep, context: LintContext): boolean {
  if ('signal' in change) return fires(change.signal, step, context);
  const touched = new Set(inputsTouched(change));
  const moved = new Set([...touched, ...factsMovedBy(touched)]);
  return context.pack.signals.some((signal) => [...readsOf(signal.when)].some((input) => moved.has(input)));
}

function inputsTouched(change: Exclude<Change, { signal: string }>): string[] {
  if ('contact' in change) return ['list.contacts'];
  if ('activity' in change) return ['list.activities'];
  if ('fact' in change) return [`facts.${change.fact}`];
  return [`deal.${change.field}`];
}

/** Whether a signal can fire while the step is proposed. */
function fires(id: string, step: CompiledStep, { pack, possible }: LintContext): boolean {
  const signal = pack.signals.find((s) => s.id === id);
  if (signal === undefined) return false;
  const conditions = [step.when, signal.when].map((code) => ({ code: simplify(code), truth: true }));
  return possible({ conditions }) || !possible({ conditions: conditions.slice(0, 1) });
}
