import type { Code } from '../../cel/code';
import { judged, type LintContext } from '../context';
import { gatesOf, passing, type Gate } from '../gates';
import { simplify } from '../reason/simplify';
import { inputsOf } from '../reason/tree';
import type { RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const conflictingCriteria: Check = {
  id: 'conflicting-criteria',
  title: 'Criteria that exclude each other',
  why: 'Where two criteria apply and only one can be met, the panel asks for both and people cannot win.',
  todo: 'Give them conditions that do not overlap, or change one of them.',
  example: 'require: deal.discountPercent <= 10   # beside: require: deal.discountPercent > 15',
  find: (context) => gatesOf(context).flatMap((gate) => [...pairs(gate, context), ...fields(gate, context)]),
};

function pairs(gate: Gate, context: LintContext): Found[] {
  return gate.criteria.flatMap((rule, i) =>
    gate.criteria.slice(0, i).flatMap((other) => {
      const own = [rule, other].find((r) => context.own.includes(r));
      return own !== undefined && exclude(rule, other, gate, context)
        ? [pairFound(own, own === rule ? other : rule, context)]
        : [];
    }),
  );
}

function pairFound(own: RuleView, other: RuleView, { places }: LintContext): Found {
  const block = own.at?.enforce === 'block' && other.at?.enforce === 'block';
  return {
    severity: block ? 'error' : 'warning',
    path: `${places.rules.get(own.id) ?? ''}.require`,
    rule: own.id,
    message: `a deal to which both apply cannot meet this and "${other.id}"`,
    hint: 'give the two conditions that do not overlap, or change one of them',
  };
}

function exclude(a: RuleView, b: RuleView, { stage }: Gate, context: LintContext): boolean {
  const [fa, fb] = [a.forms[0], b.forms[0]];
  if (!fa?.require || !fb?.require) return false;
  const stages = [stage];
  const [ma, mb] = [
    { code: fa.require, truth: true },
    { code: fb.require, truth: true },
  ];
  const ask = (conditions: readonly { code: Code; truth: boolean }[]): boolean =>
    context.possible({ conditions, stages });
  const together = [...judged(fa), ...judged(fb)];
  if (ask([...together, ma, mb]) || !ask(together)) return false;
  // A criterion that nobody can meet anyway, and a gate that is closed altogether, are reported as such.
  if (!ask([...judged(fa), ma]) || !ask([...judged(fb), mb])) return false;
  const gate =
    a.at?.enforce === 'block' &&
    b.at?.enforce === 'block' &&
    !ask([...fa.within, ...fb.within, passing(fa), passing(fb)]);
  return !gate;
}

/** A criterion against what the pack asks of a field that must be filled at that stage. */
function fields(gate: Gate, context: LintContext): Found[] {
  const { pack, own, places, possible } = context;
  const index = pack.stages.findIndex((s) => s.id === gate.stage);
  const due = pack.fields.filter((f) => f.requiredFrom !== null && f.requiredFrom <= index);
  return gate.criteria.flatMap((rule) => {
    const form = rule.forms[0];
    if (!form?.require || !own.includes(rule)) return [];
    const read = inputsOf(form.require);
    const base = [...judged(form), { code: form.require, truth: true }];
    return due.flatMap((field): Found[] => {
      if (!read.has(`deal.${field.key}`) || !possible({ conditions: base, stages: [gate.stage] })) return [];
      const filled = { code: simplify(['has', ['$', `deal.${field.key}`]]), truth: true };
      const valid = field.valid === null ? [] : [{ code: simplify(field.valid), truth: true }];
      if (possible({ conditions: [...base, filled, ...valid], stages: [gate.stage] })) return [];
      return [
        {
          severity: 'warning',
          path: `${places.rules.get(rule.id) ?? ''}.require`,
          rule: rule.id,
          message: `a deal that meets this has no valid "${field.label}", which must be filled at this stage`,
          hint: 'change the criterion, or what the pack asks of the field',
        },
      ];
    });
  });
}
