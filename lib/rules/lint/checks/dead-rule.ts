import type { LintContext } from '../context';
import { simplify } from '../reason/simplify';
import type { RuleView } from '../rule-views';
import type { Check, Finding } from '../types';

type Found = Omit<Finding, 'check'>;

export const deadRule: Check = {
  id: 'dead-rule',
  title: 'Never speaks',
  why: 'A rule that no deal can ever come to looks like protection and is none.',
  todo: 'Mend its condition, move it to a stage at which it is judged, or remove it.',
  example: 'when: stage == "proposal"   # of a criterion that guards leaving "discovery"',
  find: (context) => [
    ...context.own.flatMap((rule) => (rule.kind === 'step' ? [] : ofRule(rule, context))),
    ...ofVariants(context),
  ],
};

function ofRule(rule: RuleView, context: LintContext): Found[] {
  const path = context.places.rules.get(rule.id) ?? '';
  if (rule.stages.length === 0) return [{ severity: 'error', path, rule: rule.id, ...misplaced(rule, context) }];
  const { stages } = rule;
  const lives = rule.forms.some(({ when, within }) =>
    context.possible({ conditions: when === null ? within : [...within, { code: when, truth: true }], stages }),
  );
  if (lives) return [];
  const what = rule.kind === 'signal' ? 'this signal can never fire' : 'this criterion never applies';
  const hint = 'its conditions exclude each other, or the stage or the deals at which it is judged';
  return [{ severity: 'error', path: `${path}.when`, rule: rule.id, message: what, hint }];
}

function misplaced({ at }: RuleView, { pack }: LintContext): Pick<Found, 'message' | 'hint'> {
  const stage = pack.stages.find((s) => s.id === at?.stage);
  const name = stage?.title ?? '';
  if (at?.edge === 'exit')
    return { message: `nobody leaves the closed stage "${name}", so this is never judged`, hint: 'move it to `entry`' };
  if (stage?.closed === 'lost')
    return { message: `entering "${name}" is never held up, so this is never judged`, hint: 'remove it' };
  return { message: `no stage comes before "${name}", so this is never judged`, hint: 'move it to `exit`' };
}

function ofVariants({ pack, places, possible }: LintContext): Found[] {
  return (pack.variants ?? []).flatMap((variant): Found[] => {
    const path = places.variants.get(variant.id);
    if (path === undefined || possible({ conditions: [{ code: simplify(variant.when), truth: true }] })) return [];
    const hint = 'its conditions exclude each other, or the deals that the pack is for';
    return [
      { severity: 'error', path: `${path}.when`, rule: variant.id, message: 'this variant is for no deal', hint },
    ];
  });
}
