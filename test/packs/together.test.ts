import { describe, expect, it } from 'vitest';
import { compilePack } from '@/lib/rules/compile';
import { packFields } from '@/lib/rules/pack-fields';
import { plainLabel } from '@/lib/rules/plain-label';
import type { CompiledPack } from '@/lib/rules/types';
import { BUNDLED, bundledPack, documentOf, ownRules } from './load-bundled';

const METHODOLOGIES = [
  'meddic',
  'meddpicc',
  'bant',
  'spiced',
  'champ',
  'gpctba-ci',
  'sandler',
  'challenger',
  'value-selling',
];
const PROCESSES = ['discount-approval', 'handover'];

function ruleIds(pack: CompiledPack): Set<string> {
  const criteria = pack.stages.flatMap((stage) => [...stage.entry, ...stage.exit]);
  return new Set([...criteria, ...pack.signals, ...pack.steps].map((rule) => rule.id));
}

/** The ids of every pack that one extends, near and far. */
function ancestors(id: string): string[] {
  return bundledPack(id).source.extends.flatMap((base) => [base, ...ancestors(base)]);
}

function doubles(list: readonly string[]): string[] {
  return list.filter((item, index) => list.indexOf(item) !== index);
}

describe('the bundled packs together', () => {
  it('are these twelve', () => {
    expect(BUNDLED.map((pack) => pack.source.id).toSorted()).toEqual(
      ['hygiene', ...METHODOLOGIES, ...PROCESSES].toSorted(),
    );
  });

  it('hold more than 150 rules, at least 20 more for each methodology than hygiene has', () => {
    expect(BUNDLED.flatMap((pack) => ownRules(pack.source)).length).toBeGreaterThanOrEqual(150);
    const basic = ruleIds(bundledPack('hygiene').compiled).size;
    const short = METHODOLOGIES.filter((id) => ruleIds(bundledPack(id).compiled).size < basic + 20);
    expect(short).toEqual([]);
  });

  it('write each rule once, so that a team may extend several without losing one', () => {
    const written = BUNDLED.flatMap(({ source }) => ownRules(source).map((rule) => ({ id: rule.id, by: source.id })));
    const clashes = written.filter(({ id, by }) =>
      written.some((other) => other.id === id && other.by !== by && !related(other.by, by)),
    );
    expect(clashes).toEqual([]);
  });

  it('say nothing twice: every title and every reason is its own', () => {
    const texts = BUNDLED.flatMap(({ source }) =>
      ownRules(source).map((rule) => ({ ...rule, inherited: ancestors(source.id) })),
    );
    const own = texts.filter(
      (rule) => !texts.some((other) => other.id === rule.id && other.inherited.length < rule.inherited.length),
    );
    expect(doubles(own.map((rule) => rule.why))).toEqual([]);
    expect(doubles(own.map((rule) => rule.title))).toEqual([]);
  });

  it('keep titles to one line and reasons to a few', () => {
    const rules = BUNDLED.flatMap(({ source }) => ownRules(source));
    expect(rules.filter((rule) => rule.title.length > 60).map((rule) => rule.id)).toEqual([]);
    expect(rules.filter((rule) => rule.why.length > 220).map((rule) => rule.id)).toEqual([]);
  });

  it('mean the same by a field that several of them have', () => {
    const seen = new Map<string, string>();
    const different = BUNDLED.flatMap(({ source }) =>
      Object.entries(source.fields).flatMap(([name, { type, label, labels, crm }]) => {
        if (type === undefined) return [];
        const meaning = JSON.stringify({ type, label, labels, crm });
        const before = seen.get(name) ?? meaning;
        seen.set(name, meaning);
        return before === meaning ? [] : [`${source.id}: ${name}`];
      }),
    );
    expect(different).toEqual([]);
  });

  it('name each own field in four languages and in Salesforce', () => {
    const fields = BUNDLED.flatMap(({ source }) =>
      Object.entries(source.fields).filter(([, field]) => field.type !== undefined),
    );
    expect(fields.filter(([, field]) => (field.labels ?? []).length < 5).map(([name]) => name)).toEqual([]);
    expect(
      fields.filter(([, field]) => !/[ぁ-んァ-ヶ一-龠]/u.test((field.labels ?? []).join())).map(([n]) => n),
    ).toEqual([]);
    expect(
      fields.filter(([, field]) => !/^[A-Z][A-Za-z0-9_]*__c$/.test(field.crm?.['salesforce'] ?? '')).map(([n]) => n),
    ).toEqual([]);
  });

  it.each(BUNDLED.map((pack) => [pack.source.id, pack] as const))('%s gives a label to one field only', (_id, pack) => {
    const custom = packFields(pack.compiled).flatMap((field) => [...new Set(field.labels.map(plainLabel))]);
    const canonical = pack.compiled.fields
      .filter((field) => !field.key.startsWith('custom.'))
      .flatMap((field) => [...new Set(field.labels.map(plainLabel))]);
    expect(doubles([...canonical, ...custom])).toEqual([]);
  });

  it.each(BUNDLED.map((pack) => [pack.source.id, pack] as const))('%s gives a label to one stage only', (_id, pack) => {
    expect(doubles(pack.compiled.stages.flatMap((stage) => stage.match))).toEqual([]);
  });

  it.each([...METHODOLOGIES, ...PROCESSES])('%s keeps the stages, labels and rules of hygiene', (id) => {
    const { compiled } = bundledPack(id);
    const basic = bundledPack('hygiene').compiled;
    const known = new Set(basic.stages.map((stage) => stage.id));
    const stages = (pack: CompiledPack): unknown =>
      pack.stages
        .filter((stage) => known.has(stage.id))
        .map((stage) => [stage.id, stage.title, stage.closed, stage.match]);
    expect(stages(compiled)).toEqual(stages(basic));
    const all = ruleIds(compiled);
    expect([...ruleIds(basic)].filter((rule) => !all.has(rule))).toEqual([]);
  });

  it.each(METHODOLOGIES)('a team may put discount approval and handover on top of %s', (id) => {
    const own = { fairlead: 1, id: 'team', version: 1, title: 'Team', extends: [id, ...PROCESSES] };
    const result = compilePack(own, documentOf);
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    const all = ruleIds(result.pack);
    const wanted = [id, ...PROCESSES].flatMap((base) => [...ruleIds(bundledPack(base).compiled)]);
    expect(wanted.filter((rule) => !all.has(rule))).toEqual([]);
    expect(result.pack.stages.map((stage) => stage.id)).toEqual([
      'on-hold',
      'qualify',
      'validate',
      'propose',
      'negotiate',
      'commit',
      'hand-over',
      'won',
      'lost',
    ]);
  });
});

function related(a: string, b: string): boolean {
  return ancestors(a).includes(b) || ancestors(b).includes(a);
}
