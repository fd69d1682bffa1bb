import type { Code } from './cel/code';
import type { Placed, VariantSource } from './draft';
import { fieldPatches } from './emit-field';
import type { Expression } from './emit-parts';
import type { Variant } from './types';

type Patch = Variant<Code>['rules'][string];

/** A variant with its expressions compiled. */
export function variantOf(at: Placed<VariantSource>, stages: readonly string[], expression: Expression): Variant<Code> {
  const { id, title, when, rules } = at.item;
  return {
    id,
    title: title ?? id,
    when: expression(at, 'when', when, 'condition'),
    fields: fieldPatches(at, stages, expression),
    rules: Object.fromEntries(
      Object.entries(rules).map(([rule, patch]) => [rule, rulePatch(at, `rules.${rule}`, patch, expression)]),
    ),
  };
}

function rulePatch(
  at: Placed<unknown>,
  path: string,
  { off, when, require, enforce, exception, weight }: VariantSource['rules'][string],
  expression: Expression,
): Patch {
  return {
    ...(off === undefined ? {} : { off }),
    ...(when === undefined ? {} : { when: expression(at, `${path}.when`, when, 'condition') }),
    ...(require === undefined ? {} : { require: expression(at, `${path}.require`, require, 'condition') }),
    ...(enforce === undefined ? {} : { enforce }),
    ...(exception === undefined ? {} : { exception }),
    ...(weight === undefined ? {} : { weight }),
  };
}
