import { buildFn, type Slots } from './cel/build';
import { DAMAGED, NEWER, type Code } from './cel/code';
import { isCompiledPack } from './compiled-shape';
import {
  COMPILED_FORM,
  type CompiledCriterion,
  type CompiledPack,
  type CompiledStep,
  type Runnable,
  type RunnablePack,
} from './types';

export type Loaded = { ok: true; pack: RunnablePack } | { ok: false; reason: string };

/**
 * Makes a compiled pack ready to run. Never throws: a form that is damaged or of another version is an error,
 * a single expression with an unknown operator only breaks its rule.
 */
export function loadPack(compiled: unknown): Loaded {
  const form: unknown =
    typeof compiled === 'object' && compiled !== null && 'compiled' in compiled ? compiled.compiled : null;
  if (typeof form === 'number' && form > COMPILED_FORM) return { ok: false, reason: NEWER };
  if (form !== COMPILED_FORM || !isCompiledPack(compiled)) return { ok: false, reason: 'the stored pack is damaged' };
  return { ok: true, pack: runnable(compiled) };
}

function runnable(pack: CompiledPack): RunnablePack {
  const inputs: string[] = [];
  const known = new Map<string, number>();
  const slots: Slots = (input) => {
    const at = known.get(input) ?? inputs.push(input) - 1;
    known.set(input, at);
    return at;
  };
  const make = (code: Code): Runnable => ready(code, slots);
  const maybe = (code: Code | null): Runnable | null => (code === null ? null : make(code));
  const criterion = (c: CompiledCriterion): RunnablePack['stages'][number]['exit'][number] => ({
    ...c,
    when: maybe(c.when),
    require: make(c.require),
  });
  return {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    hash: pack.hash,
    applies: maybe(pack.applies),
    fields: pack.fields.map((f) => ({ ...f, valid: maybe(f.valid) })),
    stages: pack.stages.map((s) => ({ ...s, entry: s.entry.map(criterion), exit: s.exit.map(criterion) })),
    signals: pack.signals.map((s) => ({ ...s, when: make(s.when) })),
    steps: pack.steps.map((s) => ({ ...s, when: make(s.when), changes: s.changes.map((c) => changeOf(c, make)) })),
    fills: pack.fills.map((f) => ({ ...f, value: make(f.value) })),
    inputs,
  };
}

function changeOf(
  change: CompiledStep['changes'][number],
  make: (code: Code) => Runnable,
): RunnablePack['steps'][number]['changes'][number] {
  return 'field' in change ? { field: change.field, value: change.value === null ? null : make(change.value) } : change;
}

function ready(code: Code, slots: Slots): Runnable {
  try {
    return { fn: buildFn(code, slots) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { broken: reason === NEWER ? NEWER : DAMAGED };
  }
}
