import { fieldKey } from '../field-names';
import type { PackSource } from '../schema';

/** Where a pack document writes what: paths by rule id, field key, stage id, fill field and variant id. */
export type Places = {
  rules: ReadonlyMap<string, string>;
  fields: ReadonlyMap<string, string>;
  stages: ReadonlyMap<string, string>;
  fills: ReadonlyMap<string, string>;
  variants: ReadonlyMap<string, string>;
};

/** The paths of everything a document itself writes; what it inherits has none. */
export function placesOf(source: PackSource): Places {
  const criteria = source.stages.flatMap((stage, i) =>
    (['entry', 'exit'] as const).flatMap((edge) =>
      stage[edge].map((c, j): [string, string] => [c.id, `stages[${i}].${edge}[${j}]`]),
    ),
  );
  const listed = (name: 'signals' | 'steps' | 'variants'): [string, string][] =>
    source[name].map((rule, i) => [rule.id, `${name}[${i}]`]);
  return {
    rules: new Map([...criteria, ...listed('signals'), ...listed('steps')]),
    fields: new Map(Object.keys(source.fields).map((name) => [fieldKey(name) ?? name, `fields.${name}`])),
    stages: new Map(source.stages.map((stage, i) => [stage.id, `stages[${i}]`])),
    fills: new Map(source.fills.map((fill, i) => [fieldKey(fill.field) ?? fill.field, `fills[${i}]`])),
    variants: new Map(listed('variants')),
  };
}
