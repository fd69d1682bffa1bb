import type { Code } from '@/lib/rules/cel/code';
import type { CompiledPack } from '@/lib/rules/types';
import { numberText, stageName } from '../words/labels';
import { changeWords, moveOf, movedWords, type Sides } from './condition-change';
import { conditionWords } from '../words/condition';

/** What happened to one rule, field or stage between two packs. */
export type Change = {
  about: string;
  kind: 'rule' | 'field' | 'stage' | 'pack' | 'adapter';
  what: 'added' | 'removed' | 'changed';
  says: string[];
};

type Rule = {
  id: string;
  title: string;
  why: string;
  place: string;
  when: Code | null;
  require: Code | null;
  enforce: string | null;
  weight: number | null;
  minutes: number | null;
  rest: string;
};

/** Rules that were added, removed or changed, in words. */
export function ruleChanges(before: CompiledPack, after: CompiledPack): Change[] {
  const [old, now] = [rulesOf(before), rulesOf(after)];
  const sides: Sides = { before, after };
  const gone = [...old.values()].filter((r) => !now.has(r.id)).map((r): Change => change(r, 'removed', ['is gone']));
  const rest = [...now.values()].flatMap((rule): Change[] => {
    const was = old.get(rule.id);
    if (was === undefined) return [change(rule, 'added', [`is new: "${rule.title}", ${rule.place}`])];
    const says = ruleSays(was, rule, sides);
    return says.length === 0 ? [] : [change(rule, 'changed', says)];
  });
  return [...gone, ...rest];
}

function change({ id }: Rule, what: Change['what'], says: string[]): Change {
  return { about: id, kind: 'rule', what, says };
}

function rulesOf(pack: CompiledPack): Map<string, Rule> {
  const criteria = pack.stages.flatMap((stage) =>
    (['entry', 'exit'] as const).flatMap((edge) =>
      stage[edge].map(({ id, title, why, when, require, enforce, fix, evidence, exception }): Rule => {
        const place = `${edge === 'exit' ? 'for leaving' : 'for entering'} ${stageName(stage.id, pack)}`;
        return {
          id,
          title,
          why,
          place,
          when,
          require,
          enforce,
          weight: null,
          minutes: null,
          rest: JSON.stringify([fix, evidence, exception]),
        };
      }),
    ),
  );
  const none = { require: null, enforce: null };
  const signals = pack.signals.map(({ weight, ...s }): Rule => ({
    ...none,
    ...s,
    weight,
    minutes: null,
    place: 'a signal',
    rest: '',
  }));
  const steps = pack.steps.map(({ minutes, changes, action, ...s }): Rule => {
    return { ...none, ...s, weight: null, minutes, place: 'a step', rest: JSON.stringify([changes, action]) };
  });
  return new Map([...criteria, ...signals, ...steps].map((rule) => [rule.id, rule]));
}

const ENFORCED: Readonly<Record<string, string>> = { block: 'blocks', warn: 'warns', info: 'only informs' };
const verb = (rule: Rule): string =>
  rule.place === 'a signal' ? 'fires' : rule.place === 'a step' ? 'is proposed' : 'applies';
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function ruleSays(was: Rule, now: Rule, sides: Sides): string[] {
  return [
    was.place === now.place ? '' : `now stands ${now.place} instead of ${was.place}`,
    same(was.when, now.when) ? '' : `now ${verb(now)} ${changeWords(was.when, now.when, sides)}`,
    same(was.require, now.require) ? '' : requireSays(was.require, now.require, sides),
    was.enforce === now.enforce
      ? ''
      : `now ${ENFORCED[now.enforce ?? ''] ?? ''} instead of ${ENFORCED[was.enforce ?? ''] ?? ''}`,
    was.weight === now.weight
      ? ''
      : `now weighs ${numberText(now.weight ?? 0)} instead of ${numberText(was.weight ?? 0)}`,
    was.minutes === now.minutes ? '' : `now takes ${now.minutes ?? 0} minutes instead of ${was.minutes ?? 0}`,
    was.rest === now.rest
      ? ''
      : now.place === 'a step'
        ? 'now has other effects or another task'
        : 'now has another fix, other evidence or another exception',
    was.title === now.title ? '' : `is now called "${now.title}" instead of "${was.title}"`,
    was.why === now.why ? '' : 'now gives another reason',
  ].filter((line) => line !== '');
}

function requireSays(was: Code | null, now: Code | null, sides: Sides): string {
  if (was === null || now === null) return '';
  const moved = moveOf(was, now);
  if (moved !== null) return `is now met ${movedWords(moved, sides.after)}`;
  return `now needs that ${conditionWords(now, sides.after)}, instead of that ${conditionWords(was, sides.before)}`;
}
