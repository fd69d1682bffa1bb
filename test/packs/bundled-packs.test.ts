import { describe, expect, it } from 'vitest';
import { assess } from '@/lib/assess/assess';
import type { FieldKey } from '@/lib/domain/fields';
import { evaluatePack } from '@/lib/rules/evaluate';
import { fieldKey } from '@/lib/rules/field-names';
import type { PackFieldType } from '@/lib/rules/field-types';
import { runPackTests, testInput } from '@/lib/rules/pack-tests';
import { plainLabel } from '@/lib/rules/plain-label';
import { BUNDLED, bundledPack, ownRules, type Bundled } from './load-bundled';

/** Types whose values are words, and may be junk. */
const WORDS: ReadonlySet<PackFieldType | undefined> = new Set(['text', 'longText', 'contact']);

function expected(pack: Bundled, id: string): string[] {
  return pack.tests.flatMap((test) => test.expect[id] ?? []);
}

function expectedGaps(pack: Bundled, field: string): string[] {
  return pack.tests.flatMap((test) => test.gaps[field] ?? []);
}

/** A team's figures, for the fills that go by them. */
const STAGES = ['on-hold', 'qualify', 'validate', 'propose', 'negotiate', 'commit', 'hand-over'];
const TEAM = Object.fromEntries(STAGES.map((stage) => [`medianDaysToClose:${stage}`, 40]));

/** The best effect of each step over the tests in which it is open, in points of risk. */
function bestEffects({ runnable, tests }: Bundled): Map<string, number> {
  const best = new Map<string, number>();
  for (const test of tests) {
    const { deal, changes, clock } = testInput(test, runnable);
    const { steps } = assess({ deal, history: { changes, watchedSince: 0 }, pack: runnable, clock });
    for (const { id, effect } of steps) best.set(id, Math.min(effect, best.get(id) ?? 0));
  }
  return best;
}

describe.each(BUNDLED.map((pack) => [pack.source.id, pack] as const))('the bundled pack %s', (id, pack) => {
  const { source, text } = pack;

  it('is named after its id and written with two spaces', () => {
    expect(pack.file).toBe(`${id}.json`);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.split('\n').filter((line) => !/^(?: {2})*(?:\S|$)/.test(line))).toEqual([]);
  });

  it('passes its own tests', () => {
    expect(runPackTests(pack.compiled, pack.tests).filter((result) => !result.passed)).toEqual([]);
  });

  it('has every rule seen met and seen not met in its tests', () => {
    const lacking = ownRules(source).flatMap((rule) =>
      ['met', 'notMet'].filter((v) => !expected(pack, rule.id).includes(v)).map((v) => `${rule.id} ${v}`),
    );
    expect(lacking).toEqual([]);
  });

  it('has every criterion and signal seen unknown, and every condition seen not applicable', () => {
    const criteria = source.stages.flatMap((stage) => [...stage.entry, ...stage.exit]);
    const open = [...criteria, ...source.signals].filter((rule) => !expected(pack, rule.id).includes('unknown'));
    const always = criteria.filter(
      (rule) => rule.when !== undefined && !expected(pack, rule.id).includes('notApplicable'),
    );
    expect(open.map((rule) => rule.id)).toEqual([]);
    expect(always.map((rule) => rule.id)).toEqual([]);
  });

  it('has every field seen without a gap and with each gap it can have', () => {
    const lacking = Object.entries(source.fields).flatMap(([name, field]) => {
      const kinds = ['none'];
      if (field.requiredFrom !== undefined) kinds.push('missing');
      if (field.valid !== undefined) kinds.push('invalid');
      if (field.freshness !== undefined) kinds.push('stale');
      if (WORDS.has(field.type)) kinds.push('junk');
      return kinds.filter((kind) => !expectedGaps(pack, name).includes(kind)).map((kind) => `${name} ${kind}`);
    });
    expect(lacking).toEqual([]);
  });

  it('gives a reason for everything and no figure it could not source', () => {
    const fields = Object.entries(source.fields).map(([name, field]) => ({
      id: name,
      title: name,
      why: field.why ?? '',
    }));
    const texts = [...ownRules(source), ...fields];
    expect(texts.filter((rule) => rule.why.length < 20).map((rule) => rule.id)).toEqual([]);
    expect(texts.filter((rule) => /\d\s*[%％]/.test(`${rule.title} ${rule.why}`)).map((rule) => rule.id)).toEqual([]);
  });

  it('has steps that cut the risk when they are done', () => {
    const best = bestEffects(pack);
    expect(source.steps.filter((step) => (best.get(step.id) ?? 0) >= 0).map((step) => step.id)).toEqual([]);
  });

  it('has fills that propose a value in its tests', () => {
    const proposed = new Set<FieldKey | null>(
      pack.tests.flatMap((test) => {
        const { fills } = evaluatePack(pack.runnable, { ...testInput(test, pack.runnable), team: TEAM });
        return fills.map((fill) => fill.field);
      }),
    );
    const idle = source.fills.filter((fill) => !proposed.has(fieldKey(fill.field)));
    expect(idle.map((fill) => fill.field)).toEqual([]);
  });

  it('has signals of modest weight, and both kinds of them', () => {
    const weights = source.signals.map((signal) => signal.weight);
    expect(weights.filter((weight) => Math.abs(weight) < 0.2 || Math.abs(weight) > 0.9)).toEqual([]);
    expect(weights.some((weight) => weight < 0) && weights.some((weight) => weight > 0)).toBe(true);
  });

  it('gives a label of the CRM to one stage only', () => {
    const labels = source.stages.flatMap((stage) => stage.match.map(plainLabel));
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });
});

describe('the size of the bundled packs', () => {
  it('hygiene has rules enough to work alone', () => {
    const { source } = bundledPack('hygiene');
    expect(ownRules(source).length).toBeGreaterThanOrEqual(15);
    expect(source.steps.length).toBeGreaterThanOrEqual(6);
    expect(
      source.stages.filter((stage) => stage.closed === undefined && stage.entry.length + stage.exit.length > 0),
    ).toHaveLength(5);
  });

  it('meddpicc has at least twelve criteria more than hygiene, over five stages', () => {
    const basic = new Set(
      bundledPack('hygiene').compiled.stages.flatMap((s) => [...s.entry, ...s.exit].map((c) => c.id)),
    );
    const more = bundledPack('meddpicc').compiled.stages.map(
      (stage) => [...stage.entry, ...stage.exit].filter((criterion) => !basic.has(criterion.id)).length,
    );
    expect(more.filter((count) => count > 0)).toHaveLength(5);
    expect(more.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(12);
  });
});
