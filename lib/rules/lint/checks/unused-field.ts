import type { LintContext } from '../context';
import { expressionsOf } from '../expressions';
import { readByEvidence, readsOf } from '../reads';
import type { Check, Finding } from '../types';

export const unusedField: Check = {
  id: 'unused-field',
  title: 'Field that nothing uses',
  why: 'It is looked for on every page, and no rule, gap or step asks for it.',
  todo: 'Ask for it somewhere, or remove it.',
  example: 'fields: { partner: { label: Partner, type: text } }   # and no rule reads deal.custom.partner',
  find: (context) => {
    const used = usedFields(context);
    return context.pack.fields.flatMap((field): Omit<Finding, 'check'>[] => {
      const path = context.places.fields.get(field.key);
      const asks = field.requiredFrom !== null || field.valid !== null || field.freshDays !== null;
      if (path === undefined || asks || !field.key.startsWith('custom.') || used.has(`deal.${field.key}`)) return [];
      const hint = 'ask for it in a rule or by `requiredFrom`, or remove it';
      return [{ severity: 'info', path, rule: field.key, message: `nothing uses "${field.label}"`, hint }];
    });
  },
};

function usedFields({ pack, places }: LintContext): Set<string> {
  const criteria = pack.stages.flatMap((s) => [...s.entry, ...s.exit]);
  const evidence = [...criteria.flatMap((c) => c.evidence ?? []), ...pack.fields.flatMap((f) => f.confirmedBy ?? [])];
  const named = [
    ...criteria.map((c) => c.fix),
    ...pack.fills.map((f) => f.field),
    ...pack.steps.flatMap((s) => s.changes.map((c) => ('field' in c ? c.field : null))),
    ...(pack.variants ?? []).flatMap((v) => Object.keys(v.fields)),
  ];
  const read = expressionsOf(pack, places).flatMap(({ code }) => [...readsOf(code)]);
  const inherited = [...criteria.flatMap((c) => [c.when, c.require]), ...pack.signals.map((s) => s.when)];
  return new Set([
    ...read,
    ...readsOf(...inherited),
    ...readByEvidence(evidence),
    ...named.map((key) => `deal.${key ?? ''}`),
  ]);
}
