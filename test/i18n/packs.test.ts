import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '@/lib/i18n/languages';
import { loadPack } from '@/lib/rules/load';
import { textsOf, type Text } from '@/lib/rules/texts';
import { BUNDLED } from '../packs/load-bundled';

/** Names that methods go by in every language. */
const NAMES = new Set(['BANT', 'CHAMP', 'SPICED', 'GPCTBA/C&I', 'Challenger', 'Sandler', 'MEDDIC', 'MEDDPICC']);

/** Why a signal raises the risk is shown nowhere: its title says what was seen. */
const isShown = (name: string, signals: ReadonlySet<string>): boolean =>
  !(name.endsWith('.why') && signals.has(name.replace(/^rule:|\.why$/g, '')));

/** What is left in a language: in none of the tables, empty, or with the arguments of the English text missing. */
function faultsOf(texts: ReadonlyMap<string, Text>, signals: ReadonlySet<string>, language: string): string[] {
  return [...texts].flatMap(([name, text]) => {
    if (!isShown(name, signals)) return [];
    if (typeof text === 'string') return NAMES.has(text) ? [] : [`${name}: ${text}`];
    const [written = '', english = ''] = [text[language], text['en']];
    const holes = [...english.matchAll(/\{\w+\}/g)].map(([hole]) => hole);
    return written !== '' && holes.every((hole) => written.includes(hole)) ? [] : [`${name}: ${english}`];
  });
}

describe.each(BUNDLED)('the bundled pack $file', ({ text, source, compiled }) => {
  const signals = new Set(source.signals.map(({ id }) => id));
  const texts = textsOf(source, JSON.parse(text));

  test.each(LANGUAGES)('says all that people read in %s', (language) => {
    expect(texts.size).toBeGreaterThan(10);
    expect(faultsOf(texts, signals, language)).toEqual([]);
  });

  test('keeps what it says when it is compiled, and is shown in the language asked for', () => {
    const criterion = source.stages.flatMap(({ exit }) => exit)[0];
    if (criterion === undefined) return expect(source.extends).not.toEqual([]); // the packs it starts from have them
    const german = loadPack(compiled, 'de-AT');
    const shown = german.ok
      ? german.pack.stages.flatMap(({ exit }) => exit).find(({ id }) => id === criterion.id)
      : null;
    expect(shown?.title).toBe(compiled.texts?.['de']?.[`rule:${criterion.id}.title`]);
    const own = compiled.stages.flatMap(({ exit }) => exit).find(({ id }) => id === criterion.id);
    expect(own?.title).toBe(criterion.title);
    return expect(shown?.title).not.toBe(criterion.title);
  });
});

test('the check finds a text that a language does not have, and an argument that was lost', () => {
  const texts = new Map<string, Text>([
    ['rule:a.title', 'Only English'],
    ['rule:b.title', { en: 'Meet {buyer}', de: 'Treffen' }],
    ['rule:c.title', { en: 'Fine', de: 'Gut' }],
    ['rule:s.why', 'Not shown'],
  ]);
  expect(faultsOf(texts, new Set(['s']), 'de')).toEqual(['rule:a.title: Only English', 'rule:b.title: Meet {buyer}']);
});
