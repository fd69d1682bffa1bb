import type { Code } from '../../cel/code';
import type { LintContext } from '../context';
import { gatesOf } from '../gates';
import { inputsOf, keyOf } from '../reason/tree';
import { simplify } from '../reason/simplify';
import type { RuleForm, RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const duplicateRule: Check = {
  id: 'duplicate-rule',
  title: 'Says the same as another',
  why: 'Two rules that say the same count twice in the risk and clutter the panel, and one of them will be forgotten.',
  todo: 'Keep the one with the better title and reason.',
  example: 'when: deal.amount >= 20000   # and elsewhere: when: 20000 <= deal.amount',
  find: (context) => {
    const signals = context.rules.filter((rule) => rule.kind === 'signal');
    const steps = context.rules.filter((rule) => rule.kind === 'step');
    const groups = [signals, ...gatesOf(context).map((gate) => gate.criteria)];
    const found = [
      ...groups.flatMap((group) => ofGroup(group, context, () => true)),
      ...ofGroup(steps, context, (a, b) => changesOf(a, context) === changesOf(b, context)),
    ];
    return [...new Map([...found, ...ofFills(context)].map((f) => [f.path, f])).values()];
  },
};

function ofGroup(
  group: readonly RuleView[],
  context: LintContext,
  alike: (a: RuleView, b: RuleView) => boolean,
): Found[] {
  return group.flatMap((rule, i) => {
    const twin = group.slice(0, i).find((other) => {
      if (!context.own.includes(rule) && !context.own.includes(other)) return false;
      return alike(rule, other) && same(rule, other, context);
    });
    if (twin === undefined) return [];
    const [own, other] = context.own.includes(rule) ? [rule, twin] : [twin, rule];
    return [
      {
        severity: 'warning',
        path: context.places.rules.get(own.id) ?? '',
        rule: own.id,
        message: `this says the same as "${other.id}"`,
        hint: 'keep one of the two',
      } satisfies Found,
    ];
  });
}

/** Neither holds where the other does not. Rules that read different things are not gone into. */
function same(a: RuleView, b: RuleView, context: LintContext): boolean {
  const [fa, fb] = [a.forms[0], b.forms[0]];
  if (fa === undefined || fb === undefined || a.forms.length !== b.forms.length || a.forms.length > 1) return false;
  if (a.evidence || b.evidence) return false;
  const parts = (['when', 'require'] as const).map((part) => agree(fa[part], fb[part], context));
  return parts.every(Boolean);
}

function agree(a: RuleForm['when'], b: RuleForm['when'], { possible }: LintContext): boolean {
  if (a === null || b === null) return a === b;
  if (keyOf(a) === keyOf(b)) return true;
  if (read(a) !== read(b)) return false;
  const apart = (yes: Code, no: Code): boolean =>
    possible({
      conditions: [
        { code: yes, truth: true },
        { code: no, truth: false },
      ],
    });
  // Two conditions that never hold are no twins: they are reported as dead.
  return !apart(a, b) && !apart(b, a) && possible({ conditions: [{ code: a, truth: true }] });
}

/** The inputs of an expression; the clock is in some ways of writing and in others not. */
function read(code: Code): string {
  return [...inputsOf(code)]
    .filter((input) => input !== 'now')
    .toSorted()
    .join();
}

function changesOf({ id }: RuleView, { pack }: LintContext): string {
  return JSON.stringify(pack.steps.find((step) => step.id === id)?.changes ?? []);
}

function ofFills({ pack, source, places }: LintContext): Found[] {
  const keys = pack.fills.map((fill) => `${fill.field} ${keyOf(simplify(fill.value))}`);
  return source.fills.flatMap((fill, i): Found[] => {
    const own = pack.fills.findIndex((f) => places.fills.get(f.field) === `fills[${i}]`);
    const key = keys[own];
    if (key === undefined || keys.indexOf(key) === keys.lastIndexOf(key) || keys.indexOf(key) === own) return [];
    const message = `"${fill.field}" is already filled with the same value`;
    return [{ severity: 'warning', path: `fills[${i}]`, rule: fill.field, message, hint: 'keep one of the two' }];
  });
}
