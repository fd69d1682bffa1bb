import { factsMovedBy, readByEvidence, readsOf } from '../reads';
import type { Check, Finding } from '../types';

export const fixWithoutEffect: Check = {
  id: 'fix-without-effect',
  title: 'Fix that changes nothing',
  why: 'The panel offers a field to fill in, and filling it leaves the criterion as it was.',
  todo: 'Name the field that the criterion looks at.',
  example: '{ require: deal.amount > 1, fix: { field: closeDate } }',
  find: ({ pack, places }) =>
    pack.stages
      .flatMap((stage) => [...stage.entry, ...stage.exit])
      .flatMap((c): Omit<Finding, 'check'>[] => {
        const path = places.rules.get(c.id);
        if (path === undefined || c.fix === null) return [];
        const patches = (pack.variants ?? []).map((v) => v.rules[c.id]?.require);
        const reads = new Set([...readsOf(c.require, c.when, ...patches), ...readByEvidence(c.evidence ?? [])]);
        const filled = new Set([`deal.${c.fix}`]);
        if ([...filled, ...factsMovedBy(filled)].some((input) => reads.has(input))) return [];
        const message = `filling "${c.fix.replace(/^custom\./, '')}" does not change this criterion`;
        const hint = 'name the field that `require` looks at';
        return [{ severity: 'warning', path: `${path}.fix.field`, rule: c.id, message, hint }];
      }),
};
