import type { LintContext } from '../context';
import { gatesOf, passing, type Gate } from '../gates';
import type { RuleForm, RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Held = { rule: RuleView; form: RuleForm };

export const impossibleGate: Check = {
  id: 'impossible-gate',
  title: 'Gate that no deal can pass',
  why: 'Criteria that block and exclude each other stop every deal, and people learn to go round the gate.',
  todo: 'Decide which of the criteria is meant, or let one of them only warn.',
  example:
    'exit: [{ require: facts.contactsCount >= 3, enforce: block }, { require: facts.contactsCount < 2, enforce: block }]',
  find: (context) => gatesOf(context).flatMap((gate) => ofGate(gate, context)),
};

function ofGate(gate: Gate, context: LintContext): Omit<Finding, 'check'>[] {
  const blocking = gate.criteria
    .filter((rule) => rule.at?.enforce === 'block')
    .flatMap((rule) => rule.forms.slice(0, 1).map((form): Held => ({ rule, form })));
  const stages = [gate.stage];
  const open = (held: readonly Held[]): boolean =>
    context.possible({ conditions: held.flatMap(({ form }) => [...form.within, passing(form)]), stages });
  if (open(blocking)) return [];
  const core = smallest(blocking, open);
  const own = core.find(({ rule }) => context.own.includes(rule));
  if (core.length < 2 || own === undefined) return [];
  const names = core.map(({ rule }) => `"${rule.id}"`).join(', ');
  return [
    {
      severity: 'error',
      path: context.places.rules.get(own.rule.id) ?? '',
      rule: own.rule.id,
      message: `no deal can leave "${gate.title}": ${names} exclude each other and block`,
      hint: 'change one of them, or let it only warn',
    },
  ];
}

/** The criteria without which the gate would open: each of those left is part of the reason. */
function smallest(held: readonly Held[], open: (held: readonly Held[]) => boolean): readonly Held[] {
  return held.reduce<readonly Held[]>((core, one) => {
    const without = core.filter((other) => other !== one);
    return open(without) ? core : without;
  }, held);
}
