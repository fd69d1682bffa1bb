import type { FieldType } from '@/lib/domain/fields';
import { rulesOf, type Draft, type Placed, type VariantSource } from './draft';
import type { EvidenceSource } from './evidence-schema';
import { fieldNames, known, typeOf, type Report } from './known-fields';

/** The fields that evidence names must be there and of a kind that can speak for it. */
export function checkEvidence(
  evidence: EvidenceSource,
  at: Placed<unknown>,
  path: string,
  draft: Draft,
  report: Report,
): void {
  const check = (key: string, name: string, types: readonly FieldType[] | null): void => {
    const field = known(name, draft);
    if (field === null) return report(at, `${path}.${key}`, name, `there is no field "${name}"`, fieldNames(draft));
    const type = typeOf(field, draft);
    if (types !== null && !types.includes(type))
      report(at, `${path}.${key}`, name, `"${name}" is a ${type}; this needs ${types.join(' or ')}`);
  };
  if ('contact' in evidence && evidence.contact.named !== undefined)
    check('contact.named', evidence.contact.named, ['text']);
  if ('change' in evidence) check('change', evidence.change, null);
  if ('date' in evidence) check('date', evidence.date, ['date', 'instant']);
  if ('link' in evidence) check('link', evidence.link, ['text', 'longText']);
}

/** What a variant changes must be there and have what is changed. */
export function checkVariants(draft: Draft, report: Report): void {
  const stages = draft.stages.map((s) => s.item.id);
  for (const at of draft.variants) {
    checkRules(at, draft, report);
    for (const [name, { requiredFrom, freshness }] of Object.entries(at.item.fields)) {
      const path = `fields.${name}`;
      const field = known(name, draft);
      if (field === null || !draft.fields.has(field))
        report(at, path, name, `the pack has no field "${name}"`, [...draft.fields.keys()].map(bare));
      if (typeof requiredFrom === 'string' && !stages.includes(requiredFrom))
        report(at, `${path}.requiredFrom`, requiredFrom, `there is no stage "${requiredFrom}"`, stages);
      if (typeof freshness === 'object' && freshness !== null)
        freshness.by.forEach((by, i) => checkEvidence(by, at, `${path}.freshness.by[${i}]`, draft, report));
    }
  }
}

const CRITERIA_ONLY = ['require', 'enforce', 'exception'] as const;

function checkRules(at: Placed<VariantSource>, draft: Draft, report: Report): void {
  const criteria = new Set(draft.stages.flatMap((s) => [...s.entry, ...s.exit].map((c) => c.item.id)));
  const signals = new Set(draft.signals.map((s) => s.item.id));
  const rules = rulesOf(draft).map((r) => r.item.id);
  for (const [id, patch] of Object.entries(at.item.rules)) {
    if (!rules.includes(id)) report(at, `rules.${id}`, id, `there is no rule "${id}"`, rules);
    else {
      const wrong = criteria.has(id) ? ['weight'] : signals.has(id) ? CRITERIA_ONLY : [...CRITERIA_ONLY, 'weight'];
      for (const key of wrong.filter((k) => Object.hasOwn(patch, k)))
        report(at, `rules.${id}.${key}`, key, `"${id}" has no ${key}`);
    }
  }
}

function bare(key: string): string {
  return key.replace(/^custom\./, '');
}
