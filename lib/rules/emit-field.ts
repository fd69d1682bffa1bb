import type { FieldKey } from '@/lib/domain/fields';
import type { Placed, PlacedField, VariantSource } from './draft';
import { freshnessOf, keyOf, type Expression } from './emit-parts';
import { canonical } from './field-names';
import { readAs } from './field-types';
import type { CompiledField, Variant } from './types';
import type { Code } from './cel/code';

type Patch = Variant<Code>['fields'][string];

/** A field as it is checked. */
export function fieldOf(
  key: FieldKey,
  at: PlacedField,
  stages: readonly string[],
  expression: Expression,
): CompiledField {
  const { item } = at;
  const own = canonical(key);
  const type = own?.type ?? readAs(item.type ?? 'text');
  const judged = type === 'text' || type === 'longText' || key === 'amount';
  return {
    key,
    label: item.label ?? own?.label ?? key,
    type,
    labels: item.labels ?? [],
    crm: item.crm ?? {},
    requiredFrom: null,
    freshDays: null,
    junk: judged ? 'normal' : 'off',
    valid: null,
    why: item.why ?? '',
    ...(item.type === 'contact' ? { contact: true } : {}),
    ...demandsOf((part) => at.parts.get(part) ?? at, '', item, stages, expression),
  };
}

/** What a variant asks of fields, by their keys. */
export function fieldPatches(
  at: Placed<VariantSource>,
  stages: readonly string[],
  expression: Expression,
): Record<string, Patch> {
  const entries = Object.entries(at.item.fields).map(([name, demands]): [string, Patch] => [
    keyOf(name),
    demandsOf(() => at, `fields.${name}.`, demands, stages, expression),
  ]);
  return Object.fromEntries(entries);
}

type Demands = VariantSource['fields'][string];

/** Only what is written; null takes away. */
function demandsOf(
  at: (part: string) => Placed<unknown>,
  path: string,
  { requiredFrom, freshness, junk, valid, consistent }: Demands,
  stages: readonly string[],
  expression: Expression,
): Patch {
  const condition = (name: string, source: string | null): Code | null =>
    source === null ? null : expression(at(name), `${path}${name}`, source, 'condition');
  return {
    ...(requiredFrom === undefined
      ? {}
      : { requiredFrom: requiredFrom === null ? null : stageIndex(requiredFrom, stages) }),
    ...(freshness === undefined
      ? {}
      : freshness === null
        ? { freshDays: null, confirmedBy: [] }
        : freshnessOf(freshness)),
    ...(junk === undefined ? {} : { junk }),
    ...(valid === undefined ? {} : { valid: condition('valid', valid) }),
    ...(consistent === undefined ? {} : { consistent: condition('consistent', consistent) }),
  };
}

function stageIndex(id: string, stages: readonly string[]): number {
  return Math.max(0, stages.indexOf(id));
}
