import { FACTS } from '@/lib/domain/facts';
import { DEAL_FIELDS, LIST_FIELDS } from '@/lib/domain/fields';
import { rulesOf, type Draft, type Placed } from './draft';
import { fieldNames, known, type Report } from './known-fields';
import type { PackSource } from './schema';
import { readUnknown } from './test-unknown';

type Test = PackSource['tests'][number];
type Check = (test: Test, at: Placed<unknown>, draft: Draft, report: Report) => void;

/** What the tests of a pack name must be there. */
export function checkTests(draft: Draft, pack: PackSource, report: Report): void {
  const rules = new Set(rulesOf(draft).map((r) => r.item.id));
  const checks: readonly Check[] = [expecting(rules), checkNamed, checkUnknown, checkFacts, checkDeal];
  pack.tests.forEach((test, i) => {
    const at = { item: null, pack: pack.id, path: `tests[${i}]` };
    for (const check of checks) check(test, at, draft, report);
  });
}

/** Verdicts are expected of rules that are there. */
function expecting(rules: ReadonlySet<string>): Check {
  return (test, at, _draft, report) => {
    for (const id of Object.keys(test.expect))
      if (!rules.has(id)) report(at, `expect.${id}`, id, `there is no rule "${id}"`, rules);
  };
}

const checkNamed: Check = (test, at, draft, report) => {
  const gaps = Object.keys(test.gaps).map((name) => [`gaps.${name}`, name] as const);
  const changes = test.changes.map((c, i) => [`changes[${i}].field`, c.field] as const);
  for (const [where, name] of [...gaps, ...changes])
    if (known(name, draft) === null) report(at, where, name, `there is no field "${name}"`, fieldNames(draft));
};

const checkUnknown: Check = (test, at, draft, report) => {
  test.unknown.forEach((name, i) => {
    if (readUnknown(name) !== null || name === 'stage' || known(name, draft) !== null) return;
    const cells = Object.entries(LIST_FIELDS).flatMap(([list, keys]) =>
      Object.keys(keys).map((key) => `${list}.${key}`),
    );
    const names = [...fieldNames(draft), ...Object.keys(LIST_FIELDS), ...cells];
    report(at, `unknown[${i}]`, name, `there is nothing called "${name}"`, names);
  });
};

const checkFacts: Check = (test, at, _draft, report) => {
  for (const fact of Object.keys(test.facts))
    if (!Object.hasOwn(FACTS, fact))
      report(at, `facts.${fact}`, fact, `there is no fact "${fact}"`, Object.keys(FACTS));
};

const checkDeal: Check = (test, at, draft, report) => {
  for (const name of Object.keys(test.deal)) {
    const nested =
      name === 'custom' || name === 'stage' || Object.keys(DEAL_FIELDS).some((k) => k.startsWith(`${name}.`));
    if (!nested && !Object.hasOwn(LIST_FIELDS, name) && known(name, draft) === null)
      report(at, `deal.${name}`, name, `there is no field "${name}"`, fieldNames(draft));
  }
  for (const name of Object.keys(test.deal.custom ?? {}))
    if (known(`custom.${name}`, draft) === null)
      report(at, `deal.custom.${name}`, name, `there is no field "${name}"`, fieldNames(draft));
};
