import { FACTS } from '@/lib/domain/facts';
import { didYouMean } from '@/lib/domain/suggest';
import { rulesOf, type Draft, type Placed } from './draft';
import { canonical } from './field-names';
import { fieldNames, known, type Report } from './known-fields';
import { LIMITS } from './limits';
import type { PackError } from './pack-error';
import { plainLabel } from './plain-label';
import { checkEvidence, checkVariants } from './reference-parts';
import { checkTests } from './reference-tests';
import { NOTHING_REQUIRED, type PackSource } from './schema';

/** Everything a pack refers to must be there, and no name twice. Finds all that is wrong. */
export function findWrongReferences(draft: Draft, pack: PackSource): PackError[] {
  const errors: PackError[] = [];
  const report: Report = (at, path, text, message, candidates = []) => {
    const full = path === '' ? at.path : at.path === '' ? path : `${at.path}.${path}`;
    errors.push({ pack: at.pack, path: full, message, text, ...didYouMean(text, candidates) });
  };
  checkNames(draft, report);
  checkFields(draft, report);
  checkRules(draft, report);
  checkVariants(draft, report);
  checkTests(draft, pack, report);
  const rules = rulesOf(draft).length;
  if (rules > LIMITS.rules)
    errors.push({ pack: pack.id, path: '', message: `${rules} rules are too many: ${LIMITS.rules} are allowed` });
  return errors;
}

function checkNames(draft: Draft, report: Report): void {
  for (const group of [rulesOf(draft), draft.stages, draft.variants]) {
    const seen = new Set<string>();
    for (const at of group) {
      if (seen.has(at.item.id)) report(at, 'id', at.item.id, `"${at.item.id}" is used twice`);
      seen.add(at.item.id);
    }
  }
  const labels = new Map<string, string>();
  for (const stage of draft.stages) {
    for (const label of stage.item.match.map(plainLabel)) {
      const other = labels.get(label);
      if (other !== undefined && other !== stage.item.id)
        report(stage, 'match', label, `"${label}" already belongs to stage "${other}"`);
      labels.set(label, stage.item.id);
    }
  }
}

function checkFields(draft: Draft, report: Report): void {
  const stages = draft.stages.map((s) => s.item.id);
  for (const [key, at] of draft.fields) {
    const { item } = at;
    const own = canonical(key);
    if (own === null && item.label === undefined) report(at, 'label', key, 'a custom field needs a label');
    if (own === null && item.type === undefined) report(at, 'type', key, 'a custom field needs a type');
    if (own !== null && item.type !== undefined && item.type !== own.type)
      report(at, 'type', item.type, `this field is a ${own.type}`);
    const from = item.requiredFrom;
    if (typeof from === 'string' && !stages.includes(from))
      report(at.parts.get('requiredFrom') ?? at, 'requiredFrom', from, `there is no stage "${from}"`, stages);
    if (typeof item.freshness === 'object' && item.freshness !== null)
      item.freshness.by.forEach((by, i) => checkEvidence(by, at, `freshness.by[${i}]`, draft, report));
  }
}

function checkRules(draft: Draft, report: Report): void {
  const names = fieldNames(draft);
  const signals = draft.signals.map((s) => s.item.id);
  const field = (at: Placed<unknown>, path: string, name: string): void => {
    if (known(name, draft) === null) report(at, path, name, `there is no field "${name}"`, names);
  };
  for (const at of draft.stages.flatMap((s) => [...s.entry, ...s.exit])) {
    const { fix, require, evidence } = at.item;
    if (fix) field(at, 'fix.field', fix.field);
    if (require === NOTHING_REQUIRED && evidence === undefined)
      report(at, 'require', at.item.id, 'a criterion needs require or evidence');
    [evidence ?? []].flat().forEach((each, i) => {
      checkEvidence(each, at, Array.isArray(evidence) ? `evidence[${i}]` : 'evidence', draft, report);
    });
  }
  for (const at of draft.fills) field(at, 'field', at.item.field);
  for (const at of draft.steps) {
    at.item.changes.forEach((change, i) => {
      if ('field' in change) field(at, `changes[${i}].field`, change.field);
      if ('fact' in change && !Object.hasOwn(FACTS, change.fact)) {
        report(at, `changes[${i}].fact`, change.fact, `there is no fact "${change.fact}"`, Object.keys(FACTS));
      }
      if ('signal' in change && !signals.includes(change.signal)) {
        report(at, `changes[${i}].signal`, change.signal, `there is no signal "${change.signal}"`, signals);
      }
    });
  }
}
