import { judged, type LintContext } from '../context';
import { simplify } from '../reason/simplify';
import type { RuleForm, RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const alwaysHolds: Check = {
  id: 'always-holds',
  title: 'Always holds',
  why: 'A condition that is true of every deal tells no deal from another.',
  todo: 'Compare with a value that some deals do not reach, or leave the condition out.',
  example: 'require: facts.pushes >= 0',
  find: (context) => [
    ...context.own.flatMap((rule) => ofRule(rule, context)),
    ...ofFields(context),
    ...ofPack(context),
  ],
};

function ofRule(rule: RuleView, context: LintContext): Found[] {
  return rule.stages.length === 0 ? [] : rule.forms.flatMap((form) => ofForm(rule, form, context));
}

function ofForm(rule: RuleView, form: RuleForm, context: LintContext): Found[] {
  const { stages } = rule;
  const { when, require } = form;
  const never = (conditions: RuleForm['within']): boolean =>
    context.possible({ conditions: conditions.slice(0, -1), stages }) && !context.possible({ conditions, stages });
  const found: Found[] = [];
  if (when !== null && never([...form.within, { code: when, truth: false }]))
    found.push({ ...whenText(rule), path: context.pathOf(rule, form, 'when'), rule: rule.id });
  if (require !== null && never([...judged(form), { code: require, truth: false }]))
    found.push({
      severity: 'error',
      path: context.pathOf(rule, form, 'require'),
      rule: rule.id,
      message: 'every deal meets this criterion, so it checks nothing',
      hint: 'compare with a value that some deals do not reach, or remove the criterion',
    });
  return found;
}

function whenText({ kind }: RuleView): Pick<Found, 'severity' | 'message' | 'hint'> {
  switch (kind) {
    case 'criterion':
      return { severity: 'warning', message: 'this condition holds for every deal', hint: 'leave `when` out' };
    case 'signal':
      return {
        severity: 'error',
        message: 'this signal fires on every deal, so it tells none from another',
        hint: 'compare with a value that some deals do not reach, or remove the signal',
      };
    case 'step':
      return {
        severity: 'warning',
        message: 'this step is proposed for every deal',
        hint: 'say in `when` which deals need it',
      };
  }
}

function ofFields({ pack, places, possible }: LintContext): Found[] {
  return pack.fields.flatMap(({ key, valid }): Found[] => {
    const path = places.fields.get(key);
    if (path === undefined || valid === null) return [];
    const filled = { code: simplify(['has', ['$', `deal.${key}`]]), truth: true };
    if (possible({ conditions: [filled, { code: simplify(valid), truth: false }] })) return [];
    const hint = 'say what a wrong value looks like, or leave `valid` out';
    return [{ severity: 'warning', path: `${path}.valid`, rule: key, message: 'every value counts as valid', hint }];
  });
}

function ofPack({ pack, source, possible }: LintContext): Found[] {
  if (pack.applies === null || source.applies === undefined) return [];
  if (possible({ conditions: [{ code: simplify(pack.applies), truth: false }], everywhere: true })) return [];
  const message = 'this condition holds for every deal';
  return [{ severity: 'warning', path: 'applies', rule: '', message, hint: 'leave `applies` out' }];
}
