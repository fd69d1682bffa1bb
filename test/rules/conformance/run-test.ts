import { buildFn } from '@/lib/rules/cel/build';
import { checkExpression } from '@/lib/rules/cel/check';
import { plainVocabulary } from '@/lib/rules/cel/env';
import { isTagged, type Value } from '@/lib/rules/cel/values';
import { LIMITS } from '@/lib/rules/limits';
import type { SpecTest } from './suite';
import { NoForm, same, typeName, valueOf } from './values';

/** `unsupported`: refused as something the language here does not have, which never counts as the error a test wants. */
export type Outcome = { kind: 'value'; value: Value } | { kind: 'error' | 'unsupported'; reason: string };

/** Runs one test of the suite through the checker and the evaluator a pack's expressions go through. */
export function outcomeOf(test: SpecTest): Outcome {
  try {
    return run(test);
  } catch (error) {
    if (error instanceof NoForm) return { kind: 'unsupported', reason: error.message };
    throw error;
  }
}

/** A refusal for what a value is; any other means that the language here lacks what the test uses. */
const REFUSED_FOR_ITS_VALUE =
  /^(?:these do not go together|\w+ cannot be used with|the (?:date|duration) is out of range|the text is not)/;

function run(test: SpecTest): Outcome {
  const bound = Object.entries(test.bindings ?? {}).map(([name, { value }]): [string, Value] => [name, valueOf(value)]);
  const types = Object.fromEntries([
    ...bound.map(([name]): [string, string] => [name, 'dyn']),
    ...(test.typeEnv ?? []).map(({ name, ident }): [string, string] => [name, ident ? typeName(ident.type) : 'dyn']),
  ]);
  const checked = checkExpression(test.expr, plainVocabulary(types, test.disableCheck !== true), 'value');
  if (!checked.ok) {
    const reason = checked.flaws.map((f) => f.message).join('; ');
    return { kind: REFUSED_FOR_ITS_VALUE.test(reason) ? 'error' : 'unsupported', reason };
  }
  const names: string[] = [];
  const fn = buildFn(checked.code, (name) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1));
  const given = new Map(bound);
  const inputs = names.map((name) => given.get(name) ?? null);
  const value = fn({ inputs, locals: [], left: LIMITS.ruleSteps, now: 0, today: 0, dayShift: 0, team: {} });
  return isTagged(value) && value.t === 'error' ? { kind: 'error', reason: value.reason } : { kind: 'value', value };
}

/** Whether the outcome is what the test wants. */
export function passes(test: SpecTest, outcome: Outcome): boolean {
  if (test.evalError !== undefined) return outcome.kind === 'error';
  if (outcome.kind !== 'value') return false;
  try {
    return same(outcome.value, test.value === undefined ? true : valueOf(test.value));
  } catch (error) {
    if (error instanceof NoForm) return false;
    throw error;
  }
}
