import { readByEvidence } from '@/lib/rules/lint/reads';
import { inputsOf } from '@/lib/rules/lint/reason/tree';
import { placesOf } from '@/lib/rules/lint/places';
import type { Code } from '@/lib/rules/cel/code';
import type { CompiledCriterion, CompiledPack, CompiledStep } from '@/lib/rules/types';
import type { PackFile } from './pack-file';
import { lineAndColumn } from './report/problem';
import { conditionWords } from './words/condition';
import { evidenceWords } from './words/evidence';
import { inputName, numberText, stageName } from './words/labels';
import { valueWords } from './words/value';

/** What there is to say about one rule. */
export type Explanation = { id: string; kind: 'criterion' | 'signal' | 'step'; title: string; lines: string[] };

type Found =
  | { kind: 'criterion'; rule: CompiledCriterion; stage: string; edge: 'entry' | 'exit' }
  | { kind: 'signal'; rule: CompiledPack['signals'][number] }
  | { kind: 'step'; rule: CompiledStep };

export function ruleIds(pack: CompiledPack): string[] {
  return allOf(pack).map(({ rule }) => rule.id);
}

/** A rule of a pack in sentences; null when there is none of that id. */
export function explanationOf(id: string, file: PackFile): Explanation | null {
  const found = allOf(file.pack).find(({ rule }) => rule.id === id);
  if (found === undefined) return null;
  const { kind, rule } = found;
  const lines = [
    ...own(found, file.pack),
    `Why: ${rule.why}`,
    reads(found, file.pack),
    ...variants(id, file.pack),
    tests(id, file),
    where(id, file),
  ];
  return { id, kind, title: rule.title, lines };
}

function allOf(pack: CompiledPack): Found[] {
  const criteria = pack.stages.flatMap((stage) =>
    (['entry', 'exit'] as const).flatMap((edge) =>
      stage[edge].map((rule): Found => ({ kind: 'criterion', rule, stage: stage.id, edge })),
    ),
  );
  const signals = pack.signals.map((rule): Found => ({ kind: 'signal', rule }));
  return [...criteria, ...signals, ...pack.steps.map((rule): Found => ({ kind: 'step', rule }))];
}

const ENFORCED = {
  block: 'it blocks the stage',
  warn: 'it warns, and holds nobody up',
  info: 'it only informs',
} as const;

function own(found: Found, pack: CompiledPack): string[] {
  switch (found.kind) {
    case 'criterion': {
      const { rule, stage, edge } = found;
      return [
        `A criterion for ${edge === 'exit' ? 'leaving' : 'entering'} ${stageName(stage, pack)}; ${ENFORCED[rule.enforce]}.`,
        rule.when === null ? 'Applies to every deal there.' : `Applies when ${conditionWords(rule.when, pack)}.`,
        ...needs(rule, pack),
        ...(rule.fix === null ? [] : [`Put right by filling in ${inputName(`deal.${rule.fix}`, pack)}.`]),
      ];
    }
    case 'signal':
      return [`A signal of risk. Fires when ${conditionWords(found.rule.when, pack)}.`, weightWords(found.rule.weight)];
    case 'step':
      return stepLines(found.rule, pack);
  }
}

function needs({ require, evidence = [] }: CompiledCriterion, pack: CompiledPack): string[] {
  const never = require[0] === 'k' && require[1] === false;
  const shown = evidence.map((e) => evidenceWords(e, pack)).join('; or ');
  if (never && evidence.length > 0) return [`Needs as evidence ${shown}.`];
  return [`Needs that ${conditionWords(require, pack)}${evidence.length > 0 ? `; or as evidence ${shown}` : ''}.`];
}

/** exp(weight) is the factor on the odds of losing: a signal's weight is in log-odds. */
function weightWords(weight: number): string {
  const factor = numberText(Math.round(Math.exp(weight) * 100) / 100);
  const effect = weight === 0 ? 'changes nothing' : weight > 0 ? 'raises the risk' : 'lowers the risk';
  return `Weight ${numberText(weight)}: it ${effect}; the odds of losing are multiplied by ${factor}, until the team's own history says otherwise.`;
}

function stepLines({ when, minutes, changes, action }: CompiledStep, pack: CompiledPack): string[] {
  const effects = changes.map((change) => {
    if ('signal' in change) return `"${change.signal}" no longer fires`;
    if ('field' in change)
      return `${inputName(`deal.${change.field}`, pack)} is ${change.value === null ? 'filled in' : valueWords(change.value, { names: pack, rows: [] })}`;
    if ('fact' in change) return `${inputName(`facts.${change.fact}`, pack)} is ${numberText(change.value)}`;
    if ('contact' in change)
      return `a contact${change.contact.role === undefined ? '' : ` (${change.contact.role})`} is there${change.contact.engaged === true ? ' and engaged' : ''}`;
    return `there is an activity${change.activity.type === undefined ? '' : ` (${change.activity.type})`}`;
  });
  return [
    `A step of ${minutes} minutes. Proposed when ${conditionWords(when, pack)}.`,
    effects.length === 0 ? 'Says nothing of what it changes.' : `Once it is done: ${effects.join('; ')}.`,
    ...(action === null
      ? []
      : [
          `Makes a task: ${action.task.subject}${action.task.dueDays === null ? '' : `, due in ${action.task.dueDays} days`}.`,
        ]),
  ];
}

function codesOf(found: Found): Code[] {
  const { kind, rule } = found;
  return kind === 'criterion' ? [rule.require, ...(rule.when === null ? [] : [rule.when])] : [rule.when];
}

function reads(found: Found, pack: CompiledPack): string {
  const inputs = new Set(codesOf(found).flatMap((code) => [...inputsOf(code)]));
  if (found.kind === 'criterion') for (const input of readByEvidence(found.rule.evidence ?? [])) inputs.add(input);
  const names = [...inputs].map((input) => inputName(input, pack));
  return names.length === 0
    ? 'Reads nothing.'
    : `Reads ${[...new Set(names)].join(', ')}. Where one cannot be read and matters, the rule is unknown.`;
}

function variants(id: string, pack: CompiledPack): string[] {
  return (pack.variants ?? []).flatMap((variant) => {
    const patch = variant.rules[id];
    if (patch === undefined) return [];
    const parts = [
      patch.off === true ? 'it does not apply' : '',
      patch.when === undefined ? '' : `it applies when ${conditionWords(patch.when, pack)}`,
      patch.require === undefined ? '' : `it needs that ${conditionWords(patch.require, pack)}`,
      patch.enforce === undefined ? '' : ENFORCED[patch.enforce],
      patch.weight === undefined ? '' : `its weight is ${numberText(patch.weight)}`,
    ].filter(Boolean);
    return [`For "${variant.title}" (${conditionWords(variant.when, pack)}): ${parts.join('; ')}.`];
  });
}

function tests(id: string, { tests: all }: PackFile): string {
  const about = all.flatMap((test) =>
    test.expect[id] === undefined ? [] : [`"${test.name}" expects ${test.expect[id]}`],
  );
  return about.length === 0 ? 'No test of this pack expects anything of it.' : `Tests: ${about.join('; ')}.`;
}

function where(id: string, { source, opened }: PackFile): string {
  const path = placesOf(source).rules.get(id);
  if (path === undefined) return `Inherited: ${source.extends.map((p) => `"${p}"`).join(' or ')} writes it.`;
  return `Written at ${opened.file}:${lineAndColumn(opened.text, opened.rangeOf({ path: `${path}.id` })[0]).line}.`;
}
