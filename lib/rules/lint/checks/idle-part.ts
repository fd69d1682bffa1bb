import type { Code } from '../../cel/code';
import type { LintContext } from '../context';
import { partsOf } from '../reason/tree';
import type { RuleForm, RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const idlePart: Check = {
  id: 'idle-part',
  title: 'Part of a condition that decides nothing',
  why: 'What never decides is read and kept by people for nothing, and often stands where something else was meant.',
  todo: 'Leave the part out, or write what was meant.',
  example: 'when: deal.amount > 10000 && deal.amount > 5000',
  find: (context) =>
    context.own.flatMap((rule) =>
      rule.forms.flatMap((form) =>
        (['when', 'require'] as const).flatMap((part) => ofExpression(rule, form, part, context)),
      ),
    ),
};

function ofExpression(rule: RuleView, form: RuleForm, part: 'when' | 'require', context: LintContext): Found[] {
  const code = form[part];
  const op = code?.[0];
  if (code === null || code === undefined || (op !== '&&' && op !== '||') || rule.evidence) return [];
  const ask = (conditions: readonly { code: Code; truth: boolean }[]): boolean =>
    context.possible({ conditions: [...form.within, ...conditions], stages: rule.stages });
  // An expression that never or always holds is reported as a whole.
  if (!ask([{ code, truth: true }]) || !ask([{ code, truth: false }])) return [];
  const parts = partsOf(code);
  const wanted = op === '&&';
  const idle = parts.findIndex((one, i) => {
    const others = parts.filter((_, j) => j !== i).map((other) => ({ code: other, truth: wanted }));
    return !ask([...others, { code: one, truth: !wanted }]);
  });
  if (idle < 0) return [];
  const message = `one of the ${parts.length} parts joined by ${op} decides nothing: the others settle it`;
  const path = context.pathOf(rule, form, part);
  return [{ severity: 'info', path, rule: rule.id, message, hint: 'leave it out, or write what was meant' }];
}
