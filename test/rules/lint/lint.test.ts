import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '@/lib/rules/lint/checks';
import { lintPack } from '@/lib/rules/lint/lint';
import type { Finding, LintInput } from '@/lib/rules/lint/types';
import { SEEDS, withDefect } from './seeded';
import { SOUND } from './sound-pack';

function findings(document: unknown, more: Partial<LintInput> = {}): readonly Finding[] {
  const result = lintPack({ document, ...more });
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 1));
  return result.findings;
}

describe('seeded defects', () => {
  const missed = SEEDS.filter(
    (seed) => !findings(withDefect(SOUND, seed), seed.with).some((f) => f.check === seed.check && f.rule === seed.rule),
  );

  it('are at least sixty, over every check', () => {
    expect(SEEDS.length).toBeGreaterThanOrEqual(60);
    expect(CHECKS.map((c) => c.id).filter((id) => !SEEDS.some((s) => s.check === id))).toEqual([]);
  });

  it('are all found', () => {
    expect(missed.map((s) => `${s.check}: ${s.defect}`)).toEqual([]);
  });

  it('are not there in the sound pack', () => {
    expect(findings(SOUND)).toEqual([]);
  });

  it('have a path into the document, a message and a hint', () => {
    const all = SEEDS.flatMap((seed) => findings(withDefect(SOUND, seed), seed.with));
    expect(all.filter((f) => f.message === '' || f.hint === '' || f.path.startsWith('.'))).toEqual([]);
  });
});

describe('the folder of checks', () => {
  const files = readdirSync(new URL('../../../lib/rules/lint/checks/', import.meta.url)).map((f) =>
    f.replace(/\.ts$/, ''),
  );

  it('has one file for each check, named after its id', () => {
    expect(CHECKS.map((c) => c.id).toSorted()).toEqual(files.filter((f) => f !== 'index').toSorted());
  });

  it.each(CHECKS.map((c) => [c.id, c] as const))(
    '%s says what it is, why, what to do, and shows an example',
    (id, check) => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [check.title, check.why, check.todo, check.example]) expect(text.length).toBeGreaterThan(6);
    },
  );
});

describe('the bundled packs', () => {
  const folder = new URL('../../../public/packs/', import.meta.url);
  const packs = new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file): [string, unknown] => [
        file.replace(/\.json$/, ''),
        JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
      ]),
  );

  it.each([...packs])('%s gives no alarm', (_id, document) => {
    const found = findings(document, { resolve: (id) => packs.get(id) });
    expect(found.filter((f) => f.severity !== 'info')).toEqual([]);
  });
});

describe('what looks like a defect and is none', () => {
  const sound: readonly (readonly [string, Record<string, unknown>])[] = [
    ['bounds that meet in one value', { when: 'deal.amount >= 5 && deal.amount <= 5' }],
    ['a field that may be empty', { when: '!(deal.amount >= 5) && !(deal.amount < 5)' }],
    [
      'different at different stages',
      { when: '(stage == "proposal" && deal.amount > 5) || (stage == "negotiation" && deal.amount > 50)' },
    ],
    [
      'one contact that is and another that is not',
      { when: 'contacts.exists(c, c.role == "Champion") && contacts.exists(c, c.role != "Champion")' },
    ],
    ['all of none', { when: 'contacts.all(c, c.role == "Champion") && count(contacts) == 0' }],
    ['filled but not with words', { when: '!blank(deal.nextStep) && junk(deal.nextStep)' }],
    ['today', { when: 'daysUntil(deal.closeDate) >= 0 && daysUntil(deal.closeDate) <= 0' }],
    ['the past within the last week', { when: 'deal.closeDate < now && deal.closeDate > now - days(7)' }],
    [
      'a share of a number below zero',
      { when: 'deal.discountPercent < 2 * deal.discountPercent - 1 && deal.discountPercent > 1' },
    ],
    ['not in the list', { when: '!(deal.type in ["New", "Upsell"]) && deal.type != "Renewal"' }],
    ['a stage the pack does not know', { when: 'stage == ""' }],
    ['texts in another case', { when: 'deal.type.lowerAscii() == "renewal" && deal.type == "Renewal"' }],
  ];

  it.each(sound)('%s', (_name, more) => {
    const signal = {
      id: 'x',
      title: 'Signal x',
      weight: 0.3,
      why: 'Because the customer said so in the last review.',
      ...more,
    };
    const found = findings({ ...SOUND, signals: [...SOUND.signals, signal] });
    expect(found.filter((f) => f.rule === 'x' && f.severity !== 'info' && f.check !== 'untested-rule')).toEqual([]);
  });
});

describe('variants and evidence', () => {
  const about = (rule: string, document: unknown): string[] =>
    findings(document)
      .filter((f) => f.rule === rule && f.severity !== 'info' && !/test|never/.test(f.check))
      .map((f) => f.check);

  it('a rule that only a variant wakes is not dead', () => {
    const off = {
      id: 'x',
      title: 'Signal x',
      when: 'false',
      weight: 0.3,
      why: 'Because the customer said so in the last review.',
    };
    const variants = [{ id: 'large', when: 'deal.amount > 100000', rules: { x: { when: 'deal.amount > 200000' } } }];
    expect(about('x', { ...SOUND, signals: [...SOUND.signals, off] })).toEqual(['dead-rule']);
    expect(about('x', { ...SOUND, signals: [...SOUND.signals, off], variants })).toEqual([]);
  });

  it('a criterion that evidence alone meets contradicts nothing', () => {
    const criterion = {
      id: 'x',
      title: 'Criterion x',
      evidence: { activity: { type: 'Demo' }, within: 'P60D' },
      why: 'Because the customer said so in the last review.',
      enforce: 'block',
    };
    const stages = SOUND.stages.map((stage) => (stage.id === 'negotiation' ? { ...stage, exit: [criterion] } : stage));
    expect(about('x', { ...SOUND, stages })).toEqual([]);
  });
});
