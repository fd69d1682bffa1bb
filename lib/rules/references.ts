import { FACTS } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_FIELDS, type FieldKey } from '@/lib/domain/fields';
import { didYouMean } from './cel/suggest';
import { rulesOf, type Draft, type Placed } from './draft';
import { canonical, fieldKey } from './field-names';
import { LIMITS } from './limits';
import type { PackError } from './pack-error';
import { plainLabel } from './plain-label';
import type { PackSource } from './schema';

type Report = (at: Placed<unknown>, path: string, text: string, message: string, candidates?: Iterable<string>) => void;

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
  checkTests(draft, pack, report);
  const rules = rulesOf(draft).length;
  if (rules > LIMITS.rules)
    errors.push({ pack: pack.id, path: '', message: `${rules} rules are too many: ${LIMITS.rules} are allowed` });
  return errors;
}

function checkNames(draft: Draft, report: Report): void {
  for (const group of [rulesOf(draft), draft.stages]) {
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

/** The field a name stands for, if it is canonical or declared. */
function known(name: string, draft: Draft): FieldKey | null {
  const key = fieldKey(name);
  return key !== null && (canonical(key) !== null || draft.fields.has(key)) ? key : null;
}

function fieldNames(draft: Draft): string[] {
  return [...Object.keys(DEAL_FIELDS), ...[...draft.fields.keys()].map((k) => k.replace(/^custom\./, ''))];
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
    if (from !== undefined && !stages.includes(from))
      report(at, 'requiredFrom', from, `there is no stage "${from}"`, stages);
  }
}

function checkRules(draft: Draft, report: Report): void {
  const names = fieldNames(draft);
  const signals = draft.signals.map((s) => s.item.id);
  const field = (at: Placed<unknown>, path: string, name: string): void => {
    if (known(name, draft) === null) report(at, path, name, `there is no field "${name}"`, names);
  };
  for (const at of draft.stages.flatMap((s) => [...s.entry, ...s.exit]))
    if (at.item.fix) field(at, 'fix.field', at.item.fix.field);
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

function checkTests(draft: Draft, pack: PackSource, report: Report): void {
  const rules = rulesOf(draft).map((r) => r.item.id);
  const names = fieldNames(draft);
  pack.tests.forEach((test, i) => {
    const at = { item: null, pack: pack.id, path: `tests[${i}]` };
    for (const id of Object.keys(test.expect))
      if (!rules.includes(id)) report(at, `expect.${id}`, id, `there is no rule "${id}"`, rules);
    const gaps = Object.keys(test.gaps).map((name) => ['gaps', name] as const);
    const changes = test.changes.map((c) => ['changes', c.field] as const);
    for (const [where, name] of [...gaps, ...changes]) {
      if (known(name, draft) === null) report(at, `${where}.${name}`, name, `there is no field "${name}"`, names);
    }
    for (const name of test.unknown) {
      const fact = name.startsWith('facts.') && Object.hasOwn(FACTS, name.slice('facts.'.length));
      if (!fact && !Object.hasOwn(LIST_FIELDS, name) && name !== 'stage' && known(name, draft) === null) {
        report(at, `unknown.${name}`, name, `there is nothing called "${name}"`, [
          ...names,
          ...Object.keys(LIST_FIELDS),
        ]);
      }
    }
    for (const fact of Object.keys(test.facts)) {
      if (!Object.hasOwn(FACTS, fact))
        report(at, `facts.${fact}`, fact, `there is no fact "${fact}"`, Object.keys(FACTS));
    }
    for (const name of Object.keys(test.deal)) {
      const nested =
        name === 'custom' || name === 'stage' || Object.keys(DEAL_FIELDS).some((k) => k.startsWith(`${name}.`));
      if (!nested && !Object.hasOwn(LIST_FIELDS, name) && known(name, draft) === null) {
        report(at, `deal.${name}`, name, `there is no field "${name}"`, names);
      }
    }
    for (const name of Object.keys(test.deal.custom ?? {})) {
      if (known(`custom.${name}`, draft) === null)
        report(at, `deal.custom.${name}`, name, `there is no field "${name}"`, names);
    }
  });
}
