import type { Code } from '../cel/code';
import type { LintContext } from './context';
import { nextStage, type RuleForm, type RuleView } from './rule-views';

/** Everything that is judged together while a deal is at one stage: leaving it and entering the next. */
export type Gate = { stage: string; title: string; criteria: readonly RuleView[] };

export function gatesOf({ pack, rules }: Pick<LintContext, 'pack' | 'rules'>): Gate[] {
  return pack.stages.flatMap((stage, i): Gate[] => {
    if (stage.closed !== null) return [];
    const next = pack.stages[nextStage(pack, i)];
    const criteria = rules.filter(
      ({ at }) => (at?.edge === 'exit' && at.stage === stage.id) || (at?.edge === 'entry' && at.stage === next?.id),
    );
    return [{ stage: stage.id, title: stage.title, criteria }];
  });
}

/** What a deal must satisfy so as not to be held up by one criterion: it does not apply, or it is met. */
export function passing({ when, require }: RuleForm): { code: Code; truth: boolean } {
  const met: Code = require ?? ['k', true];
  return { code: when === null ? met : ['||', ['!', when], met], truth: true };
}
