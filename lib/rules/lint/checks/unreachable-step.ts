import type { LintContext } from '../context';
import type { RuleView } from '../rule-views';
import type { Check } from '../types';

export const unreachableStep: Check = {
  id: 'unreachable-step',
  title: 'Step that is never proposed',
  why: 'A step whose condition no open deal can meet helps nobody.',
  todo: 'Mend its condition; steps are proposed on open deals only.',
  example: 'when: deal.amount > 5000 && deal.amount < 1000',
  find: (context) =>
    context.own.flatMap((rule) => {
      if (rule.kind !== 'step' || opens(rule, context, rule.stages)) return [];
      const closed = opens(rule, context, undefined);
      return [
        {
          severity: 'error' as const,
          path: `${context.places.rules.get(rule.id) ?? ''}.when`,
          rule: rule.id,
          message: closed ? 'this step is for closed deals, and those get no steps' : 'this step is never proposed',
          hint: closed ? 'name the open stages at which it helps' : 'its conditions exclude each other',
        },
      ];
    }),
};

function opens(rule: RuleView, { possible }: LintContext, stages: readonly string[] | undefined): boolean {
  return rule.forms.some(({ when, within }) => {
    const conditions = when === null ? within : [...within, { code: when, truth: true }];
    return possible(stages === undefined ? { conditions } : { conditions, stages });
  });
}
