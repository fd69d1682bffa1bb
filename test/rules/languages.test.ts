import { describe, expect, test } from 'vitest';
import { loadPack } from '@/lib/rules/load';
import { readPack } from '@/lib/rules/read-pack';
import type { RunnablePack } from '@/lib/rules/types';
import { compiled, errors, pack, STAGES } from './support';

const two = (en: string, de: string): Record<string, string> => ({ en, de });
const SOURCE = pack({
  title: two('Sales process', 'Vertriebsprozess'),
  fields: { budget: { label: two('Budget', 'Etat'), type: 'money', why: 'Only English.' } },
  stages: [
    {
      ...STAGES[0],
      title: two('Discovery', 'Bedarf'),
      exit: [
        { id: 'named', title: two('Named', 'Benannt'), require: 'true', why: two('Why.', 'Darum.') },
        { id: 'plain', title: 'Plain', require: 'true', why: { fr: 'Parce que.' } },
      ],
    },
  ],
  signals: [{ id: 'late', title: two('Late', 'Spät'), when: 'true', weight: 1, why: two('w', 'd') }],
  steps: [
    {
      id: 'call',
      title: two('Call', 'Anrufen'),
      when: 'true',
      minutes: 5,
      why: 'w',
      action: { task: { subject: two('Call them', 'Rufen Sie an') } },
    },
  ],
  fills: [{ field: 'closeDate', value: 'now', because: two('Today', 'Heute') }],
  variants: [{ id: 'v', title: two('Small', 'Klein'), when: 'true' }],
});

function load(json: unknown, language?: string): RunnablePack {
  const loaded = loadPack(compiled(json), language);
  if (!loaded.ok) throw new Error(loaded.reason);
  return loaded.pack;
}
const texts = (p: RunnablePack): (string | undefined)[] => [
  p.title,
  p.fields[0]?.label,
  p.stages[0]?.title,
  p.stages[0]?.exit[0]?.title,
  p.stages[0]?.exit[0]?.why,
  p.signals[0]?.title,
  p.steps[0]?.title,
  p.steps[0]?.action?.task.subject,
  p.fills[0]?.because,
  p.variants[0]?.title,
];
const EN = ['Sales process', 'Budget', 'Discovery', 'Named', 'Why.', 'Late', 'Call', 'Call them', 'Today', 'Small'];
const DE = [
  'Vertriebsprozess',
  'Etat',
  'Bedarf',
  'Benannt',
  'Darum.',
  'Spät',
  'Anrufen',
  'Rufen Sie an',
  'Heute',
  'Klein',
];

describe('texts', () => {
  test.each<[string | undefined, string[]]>([
    [undefined, EN],
    ['en', EN],
    ['de', DE],
    ['de-AT', DE],
    ['ja', EN],
    ['constructor', EN],
  ])('in %s', (language, expected) => {
    expect(texts(load(SOURCE, language))).toEqual(expected);
  });

  test("without one in the language asked for, the pack's own comes first", () => {
    expect(texts(load({ ...SOURCE, language: 'de' }, 'ja'))).toEqual(DE);
    expect(compiled({ ...SOURCE, language: 'de' }).title).toBe('Vertriebsprozess');
  });

  test('the own language comes before its base language, and does not stand in the form twice', () => {
    const title = { en: 'Deals', de: 'Chancen', 'de-AT': 'Verkaufschancen' };
    const own = { ...SOURCE, title, language: 'de-AT' };
    expect(['de-AT', 'de', 'de-CH', 'en', 'ja'].map((language) => load(own, language).title)).toEqual([
      'Verkaufschancen',
      'Chancen',
      'Chancen',
      'Deals',
      'Verkaufschancen',
    ]);
    expect(Object.keys(compiled(own).texts ?? {}).toSorted()).toEqual(['de', 'en', 'fr']);
  });

  test('one that is there in a single language is shown in it', () => {
    expect(load(SOURCE, 'de').stages[0]?.exit[1]?.why).toBe('Parce que.');
    expect(load(SOURCE, 'de').fields[0]?.why).toBe('Only English.');
  });

  test('the stored form keeps all of them, and says the same after a round trip', () => {
    const stored: unknown = JSON.parse(JSON.stringify(compiled(SOURCE)));
    const loaded = loadPack(stored, 'de');
    expect(loaded.ok && texts(loaded.pack)).toEqual(DE);
    expect(compiled(pack())).not.toHaveProperty('texts');
  });

  test('a rule written anew brings its own texts, a field those it writes', () => {
    const own = pack({
      extends: ['base'],
      stages: [],
      fields: { budget: { why: two('Own.', 'Eigen.') } },
      signals: [{ id: 'late', title: 'Overdue', when: 'true', weight: 1, why: 'w' }],
      remove: ['call'],
    });
    const result = compiled(own, { base: { ...SOURCE, id: 'base' } });
    const loaded = loadPack(result, 'de');
    expect(
      loaded.ok && [loaded.pack.fields[0]?.label, loaded.pack.fields[0]?.why, loaded.pack.signals[0]?.title],
    ).toEqual(['Etat', 'Eigen.', 'Overdue']);
    expect(Object.keys(result.texts?.['de'] ?? {}).filter((name) => name.includes('call'))).toEqual([]);
  });

  test('a document read gives one text of each', () => {
    const read = readPack(SOURCE);
    expect(read.ok && [read.pack.title, read.pack.stages[0]?.exit[1]?.why]).toEqual(['Sales process', 'Parce que.']);
  });

  test.each([
    [{ title: {} }, 'it has no text'],
    [{ title: { English: 'x' } }, 'a text, or one for each language such as { "en": "…", "de": "…" }'],
    [{ title: { en: 5 } }, 'a text, or one for each language such as { "en": "…", "de": "…" }'],
    [{ language: 'German' }, 'a language such as en, de or pt-BR'],
  ])('%j is refused', (wrong, message) => {
    expect(errors({ ...SOURCE, ...wrong }).map((e) => e.message)).toContain(message);
  });
});
