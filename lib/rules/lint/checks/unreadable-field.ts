import type { FieldKey } from '@/lib/domain/fields';
import type { CompiledField } from '../../types';
import { judged, type LintContext } from '../context';
import { reaches } from '../reach';
import { inputsOf } from '../reason/tree';
import type { RuleForm, RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const unreadableField: Check = {
  id: 'unreadable-field',
  title: 'Field that cannot be read here',
  why: 'Where no adapter shows a field, a rule that needs it stays unknown on every deal.',
  todo: 'Name the field in this CRM (`crm`, `labels`), let other evidence count as well, or remove the rule.',
  example: 'require: deal.custom.partner != null   # while the field has no `crm: { salesforce: … }`',
  find: (context) => {
    if (context.crms.length === 0) return [];
    return [...context.own.flatMap((rule) => ofRule(rule, context)), ...ofFields(context)];
  },
};

function ofRule(rule: RuleView, context: LintContext): Found[] {
  return rule.forms.flatMap((form): Found[] => {
    const codes = [form.when, form.require].filter((code) => code !== null);
    const inputs = new Set(codes.flatMap((code) => [...inputsOf(code)]));
    const unread = new Set(
      [...inputs].filter((input) => !context.crms.some((crm) => reaches(crm, input, context.pack))),
    );
    if (unread.size === 0) return [];
    const needed = met(rule, form, unread, context);
    const path = context.pathOf(rule, form, form.require === null ? 'when' : 'require');
    return [{ severity: needed ? 'info' : 'warning', path, rule: rule.id, ...words(rule, unread, needed, context) }];
  });
}

/** Whether the rule can come out met, or fire, on what can be read. */
function met(rule: RuleView, form: RuleForm, unread: ReadonlySet<string>, { possible }: LintContext): boolean {
  const conditions = form.require === null ? judged(form) : [...judged(form), { code: form.require, truth: true }];
  return rule.evidence || possible({ conditions, stages: rule.stages, unread });
}

function words(
  rule: RuleView,
  unread: ReadonlySet<string>,
  needed: boolean,
  { crms, pack }: LintContext,
): Pick<Found, 'message' | 'hint'> {
  const what = [...unread].map((input) => `"${nameOf(input, pack)}"`).join(', ');
  const where = crms.map((crm) => crm.title).join(' or ');
  const hint = 'name the field in this CRM (`crm`, `labels`), let something else count as well, or remove the rule';
  if (needed) return { message: `${what} cannot be read from ${where}; the rest decides alone`, hint };
  const so =
    rule.kind === 'criterion'
      ? 'this is never met'
      : rule.kind === 'signal'
        ? 'this never fires'
        : 'this is never proposed';
  return { message: `${what} cannot be read from ${where}, so ${so}`, hint };
}

function nameOf(input: string, pack: LintContext['pack']): string {
  const key = input.replace(/^(?:deal|list|facts)\./, '').replace(/^row\d+\./, '');
  return pack.fields.find((f) => f.key === key)?.label ?? key.replace(/^custom\./, '');
}

function ofFields({ pack, places, crms }: LintContext): Found[] {
  return pack.fields.flatMap((field: CompiledField): Found[] => {
    const path = places.fields.get(field.key);
    const key: FieldKey = field.key;
    if (path === undefined || field.requiredFrom === null) return [];
    if (crms.some((crm) => reaches(crm, `deal.${key}`, pack))) return [];
    const where = crms.map((crm) => crm.title).join(' or ');
    const message = `"${field.label}" cannot be read from ${where}, so it is never asked for`;
    const hint = 'name the field in this CRM by `crm` or `labels`';
    return [{ severity: 'warning', path, rule: key, message, hint }];
  });
}
