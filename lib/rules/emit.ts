import type { FieldType } from '@/lib/domain/fields';
import { checkExpression } from './cel/check';
import type { Code } from './cel/code';
import { vocabulary, type Vocabulary } from './cel/env';
import type { CriterionSource, Draft, Placed, StepSource } from './draft';
import { fieldOf } from './emit-field';
import { evidenceOf, keyOf, periodDays, type Expression } from './emit-parts';
import { variantOf } from './emit-variant';
import { canonical } from './field-names';
import { readAs } from './field-types';
import { flawError, type PackError } from './pack-error';
import { plainLabel } from './plain-label';
import type { CompiledCriterion, CompiledPack, CompiledStep, StepChange, Variant } from './types';

/** Stands in for an expression with errors: the pack is not used then. */
const NOTHING: Code = ['k', null];

type Parts = Pick<
  CompiledPack,
  'applies' | 'fields' | 'stages' | 'signals' | 'steps' | 'fills' | 'alerts' | 'withoutFactors'
> & {
  variants: readonly Variant<Code>[];
};

/** Compiles every expression of a draft, reporting all flaws. */
export function emit(draft: Draft, applies: Placed<string> | null, errors: PackError[]): Parts {
  const words = vocabularyOf(draft);
  const expression: Expression = (at, path, source, wanted) => {
    const checked = checkExpression(source, words, wanted);
    if (checked.ok) return checked.code;
    errors.push(
      ...checked.flaws.map((flaw) => flawError(at.pack, path === '' ? at.path : `${at.path}.${path}`, source, flaw)),
    );
    return NOTHING;
  };
  const stages = draft.stages.map((s) => s.item.id);
  const criterion = (at: Placed<CriterionSource>): CompiledCriterion => criterionOf(at, expression);
  return {
    applies: applies === null ? null : expression(applies, '', applies.item, 'condition'),
    fields: [...draft.fields].map(([key, at]) => fieldOf(key, at, stages, expression)),
    stages: draft.stages.map((s) => ({
      id: s.item.id,
      title: s.item.title,
      match: s.item.match.map(plainLabel),
      closed: s.item.closed ?? null,
      entry: s.entry.map(criterion),
      exit: s.exit.map(criterion),
    })),
    signals: draft.signals.map((at) => {
      const { id, title, why, weight, when } = at.item;
      return { id, title, why, weight, when: expression(at, 'when', when, 'condition') };
    }),
    steps: draft.steps.map((at) => stepOf(at, expression)),
    fills: draft.fills.map((at) => ({
      field: keyOf(at.item.field),
      value: expression(at, 'value', at.item.value, 'value'),
      because: at.item.because,
    })),
    variants: draft.variants.map((at) => variantOf(at, stages, expression)),
    ...(draft.alerts === null ? {} : { alerts: draft.alerts }),
    ...(draft.withoutFactors === null ? {} : { withoutFactors: draft.withoutFactors }),
  };
}

function vocabularyOf(draft: Draft): Vocabulary {
  const custom: Record<string, FieldType> = {};
  for (const [key, at] of draft.fields) {
    if (canonical(key) === null) custom[key.slice('custom.'.length)] = readAs(at.item.type ?? 'text');
  }
  return vocabulary(custom);
}

function criterionOf(at: Placed<CriterionSource>, expression: Expression): CompiledCriterion {
  const { id, title, why, enforce, when, fix, require, evidence, exception } = at.item;
  return {
    id,
    title,
    why,
    enforce,
    when: when === undefined ? null : expression(at, 'when', when, 'condition'),
    require: expression(at, 'require', require, 'condition'),
    fix: fix === undefined ? null : keyOf(fix.field),
    ...(evidence === undefined ? {} : { evidence: [evidence].flat().map(evidenceOf) }),
    ...(exception === undefined ? {} : { exception }),
  };
}

function stepOf(at: Placed<StepSource>, expression: Expression): CompiledStep {
  const { id, title, why, minutes, when, action, changes } = at.item;
  const due = action?.task.due;
  return {
    id,
    title,
    why,
    minutes,
    when: expression(at, 'when', when, 'condition'),
    changes: changes.map((change, i): StepChange<Code> => {
      if (!('field' in change)) return change;
      const value = change.value === undefined ? null : expression(at, `changes[${i}].value`, change.value, 'value');
      return { field: keyOf(change.field), value };
    }),
    action:
      action === undefined
        ? null
        : { task: { subject: action.task.subject, dueDays: due === undefined ? null : periodDays(due) } },
  };
}
