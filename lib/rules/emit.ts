import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { checkExpression, type Wanted } from './cel/check';
import type { Code } from './cel/code';
import { vocabulary, type Vocabulary } from './cel/env';
import type { CriterionSource, Draft, FieldSource, Placed, StepSource } from './draft';
import { canonical, fieldKey } from './field-names';
import { readAs } from './field-types';
import { flawError, type PackError } from './pack-error';
import { plainLabel } from './plain-label';
import type { CompiledCriterion, CompiledField, CompiledPack, CompiledStep, StepChange } from './types';

type Expression = (at: Placed<unknown>, path: string, source: string, wanted: Wanted) => Code;

/** Stands in for an expression with errors: the pack is not used then. */
const NOTHING: Code = ['k', null];

const DAYS: Readonly<Record<string, number>> = { D: 1, W: 7, M: 30, Y: 365 };

/** Days of a period such as P60D; months count 30, years 365. */
function periodDays(period: string): number {
  return Number(period.slice(1, -1)) * (DAYS[period.slice(-1)] ?? 1);
}

type Parts = Pick<CompiledPack, 'applies' | 'fields' | 'stages' | 'signals' | 'steps' | 'fills'>;

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
  };
}

function vocabularyOf(draft: Draft): Vocabulary {
  const custom: Record<string, FieldType> = {};
  for (const [key, at] of draft.fields) {
    if (canonical(key) === null) custom[key.slice('custom.'.length)] = readAs(at.item.type ?? 'text');
  }
  return vocabulary(custom);
}

/** The key of a field name that the reference check has seen or will report. */
function keyOf(name: string): FieldKey {
  return fieldKey(name) ?? `custom.${name}`;
}

function criterionOf(at: Placed<CriterionSource>, expression: Expression): CompiledCriterion {
  const { id, title, why, enforce, when, fix, require } = at.item;
  return {
    id,
    title,
    why,
    enforce,
    when: when === undefined ? null : expression(at, 'when', when, 'condition'),
    require: expression(at, 'require', require, 'condition'),
    fix: fix === undefined ? null : keyOf(fix.field),
  };
}

function fieldOf(
  key: FieldKey,
  at: Placed<FieldSource>,
  stages: readonly string[],
  expression: Expression,
): CompiledField {
  const { item } = at;
  const own = canonical(key);
  const type = own?.type ?? readAs(item.type ?? 'text');
  const wordy = type === 'text' || type === 'longText';
  return {
    key,
    label: item.label ?? own?.label ?? key,
    type,
    labels: item.labels ?? [],
    crm: item.crm ?? {},
    requiredFrom: item.requiredFrom === undefined ? null : Math.max(0, stages.indexOf(item.requiredFrom)),
    freshDays: item.freshness === undefined ? null : periodDays(item.freshness),
    junk: item.junk ?? (wordy ? 'normal' : 'off'),
    valid: item.valid === undefined ? null : expression(at, 'valid', item.valid, 'condition'),
    why: item.why ?? '',
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
