import type { CompiledField } from '../../types';
import type { Check, Finding } from '../types';

export const unreachableFill: Check = {
  id: 'unreachable-fill',
  title: 'Fill that is never proposed',
  why: 'A value is proposed for a gap; where the pack asks nothing of the field there is never one.',
  todo: 'Say from which stage the field is required, or remove the fill.',
  example: 'fills: [{ field: leadSource, value: "\'Web\'" }]   # while `fields` does not mention leadSource',
  find: ({ pack, places }) =>
    pack.fills.flatMap((fill): Omit<Finding, 'check'>[] => {
      const path = places.fills.get(fill.field);
      const field = pack.fields.find((f) => f.key === fill.field);
      const varied = (pack.variants ?? []).some((v) => Object.hasOwn(v.fields, fill.field));
      if (path === undefined || varied || (field !== undefined && canBeGap(field))) return [];
      const message = 'this is never proposed: the pack asks nothing of the field, so it is never a gap';
      const hint = 'give the field `requiredFrom`, `valid` or `freshness`, or remove the fill';
      return [{ severity: 'warning', path: `${path}.field`, rule: fill.field, message, hint }];
    }),
};

function canBeGap(field: CompiledField): boolean {
  const asks = field.requiredFrom !== null || field.valid !== null || field.freshDays !== null;
  return asks || field.junk !== 'off' || (field.consistent ?? null) !== null;
}
