import { against } from './against';
import { buildFn, type Slots } from './cel/build';
import { DAMAGED, NEWER, type Code } from './cel/code';
import { isCompiledPack } from './compiled-shape';
import { inLanguage } from './texts';
import {
  COMPILED_FORM,
  type CompiledCriterion,
  type CompiledField,
  type CompiledPack,
  type CompiledStep,
  type Runnable,
  type RunnableField,
  type RunnablePack,
  type Variant,
} from './types';

export type Loaded = { ok: true; pack: RunnablePack } | { ok: false; reason: string };

/**
 * Makes a compiled pack ready to run, with its texts in the language asked for (`de-AT`, then `de`) where it has them, else
 * in the pack's own. Never throws: a form that is damaged or of another version is an error, a single expression with an
 * unknown operator only breaks its rule.
 */
export function loadPack(compiled: unknown, language?: string): Loaded {
  const form: unknown =
    typeof compiled === 'object' && compiled !== null && 'compiled' in compiled ? compiled.compiled : null;
  if (typeof form === 'number' && form > COMPILED_FORM) return { ok: false, reason: NEWER };
  if (form !== COMPILED_FORM || !isCompiledPack(compiled)) return { ok: false, reason: 'the stored pack is damaged' };
  return { ok: true, pack: runnable(inLanguage(compiled, language)) };
}

type Make = { one: (code: Code) => Runnable; maybe: (code: Code | null | undefined) => Runnable | null };

function runnable(pack: CompiledPack): RunnablePack {
  const inputs: string[] = [];
  const known = new Map<string, number>();
  const slots: Slots = (input) => {
    const at = known.get(input) ?? inputs.push(input) - 1;
    known.set(input, at);
    return at;
  };
  const one = (code: Code): Runnable => ready(code, slots);
  const maybe = (code: Code | null | undefined): Runnable | null =>
    code === null || code === undefined ? null : one(code);
  const make: Make = { one, maybe };
  const criterion = (c: CompiledCriterion): RunnablePack['stages'][number]['exit'][number] => ({
    ...c,
    when: maybe(c.when),
    require: one(c.require),
  });
  return {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    hash: pack.hash,
    applies: maybe(pack.applies),
    fields: pack.fields.map((f) => fieldOf(f, pack.fields, make)),
    stages: pack.stages.map((s) => ({ ...s, entry: s.entry.map(criterion), exit: s.exit.map(criterion) })),
    signals: pack.signals.map((s) => ({ ...s, when: one(s.when) })),
    steps: pack.steps.map((s) => ({ ...s, when: one(s.when), changes: s.changes.map((c) => changeOf(c, one)) })),
    fills: pack.fills.map((f) => ({ ...f, value: one(f.value) })),
    variants: (pack.variants ?? []).map((v) => variantOf(v, pack.fields, make)),
    ...(pack.alerts === undefined ? {} : { alerts: pack.alerts }),
    ...(pack.withoutFactors === undefined ? {} : { withoutFactors: pack.withoutFactors }),
    inputs,
  };
}

function fieldOf(field: CompiledField, fields: readonly CompiledField[], { maybe }: Make): RunnableField {
  const { valid, consistent, ...rest } = field;
  return {
    ...rest,
    valid: maybe(valid),
    consistent: maybe(consistent),
    against: against(consistent, field.key, fields),
  };
}

function changeOf(
  change: CompiledStep['changes'][number],
  make: (code: Code) => Runnable,
): RunnablePack['steps'][number]['changes'][number] {
  return 'field' in change ? { field: change.field, value: change.value === null ? null : make(change.value) } : change;
}

function variantOf(variant: Variant<Code>, fields: readonly CompiledField[], make: Make): Variant<Runnable> {
  return {
    ...variant,
    when: make.one(variant.when),
    fields: mapped(variant.fields, ({ valid, consistent, ...rest }, key) => ({
      ...rest,
      ...(valid === undefined ? {} : { valid: make.maybe(valid) }),
      ...(consistent === undefined
        ? {}
        : { consistent: make.maybe(consistent), against: against(consistent, key, fields) }),
    })),
    rules: mapped(variant.rules, ({ when, require, ...rest }) => ({
      ...rest,
      ...(when === undefined ? {} : { when: make.one(when) }),
      ...(require === undefined ? {} : { require: make.one(require) }),
    })),
  };
}

function mapped<A, B>(from: Readonly<Record<string, A>>, change: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value, key)]));
}

function ready(code: Code, slots: Slots): Runnable {
  const reads = new Set<string>();
  const noted: Slots = (input) => {
    reads.add(input);
    return slots(input);
  };
  try {
    return { fn: buildFn(code, noted), reads: [...reads] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { broken: reason === NEWER ? NEWER : DAMAGED };
  }
}
