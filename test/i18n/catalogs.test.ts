import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { areas, catalogFiles, messageTypes, messagesOf, SPOKEN_BY_ENGINE } from '@/lib/i18n/catalog-files';
import { shapeOf } from '@/lib/i18n/compile';
import { LANGUAGES } from '@/lib/i18n/languages';

const root = fileURLToPath(new URL('../..', import.meta.url));
const others = LANGUAGES.filter((language) => language !== 'en');
const all = areas()
  .filter((area) => !SPOKEN_BY_ENGINE.has(area))
  .flatMap((area) => Object.keys(messagesOf(area, 'en')));

/** Every source that may show a message. */
const sources = ['components', 'entrypoints', 'lib'].flatMap((folder) =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(`${root}/${folder}/${file}`, 'utf8')),
);
const named = new Set(
  sources.flatMap((text) => [...text.matchAll(/['"`]([a-z][\w]*\.[\w.-]+)['"`]/g)].map((m) => m[1])),
);
const prefixes = [
  ...new Set(sources.flatMap((text) => [...text.matchAll(/`([a-z][\w]*\.[\w.-]*)\$\{/g)].map((m) => m[1] ?? ''))),
];

describe.each(areas())('the catalog of %s', (area) => {
  const english = messagesOf(area, 'en');

  test.each(others)('has the same keys in %s', (language) => {
    expect(Object.keys(messagesOf(area, language)).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test.each(others)('wants the same arguments in %s', (language) => {
    const shapes = (messages: Readonly<Record<string, string>>): unknown =>
      Object.fromEntries(
        Object.entries(messages).map(([key, text]) => {
          const { args, rich } = shapeOf(key, text);
          return [key, { args, rich }];
        }),
      );
    expect(shapes(messagesOf(area, language))).toEqual(shapes(english));
  });

  test.each(LANGUAGES)('in %s has every plural form of the language', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== 'many');
    for (const [key, text] of Object.entries(messagesOf(area, language))) {
      for (const [, body = ''] of text.matchAll(/\{\w+, plural,((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g)) {
        for (const form of forms) expect(body, key).toMatch(new RegExp(`(^|\\s)${form}\\s*\\{`));
      }
    }
  });

  test.skipIf(SPOKEN_BY_ENGINE.has(area))('says nothing that no source uses', () => {
    const unused = Object.keys(english).filter(
      (key) => !named.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

test('every area has every language and nothing else', () => {
  for (const area of areas()) {
    expect(readdirSync(`${root}/lib/i18n/messages/${area}`).toSorted(), area).toEqual(
      LANGUAGES.map((language) => `${language}.json`).toSorted(),
    );
  }
});

test('what is shipped of one language are its own messages, split between the rep’s pages and the others', () => {
  const files = catalogFiles();
  expect(files.map(({ path }) => path)).toEqual(
    LANGUAGES.flatMap((language) => [`words/rep-${language}.json`, `words/desk-${language}.json`]),
  );
  const keys = files
    .filter(({ path }) => path.endsWith('-ja.json'))
    .flatMap(({ contents }) => Object.keys(JSON.parse(contents) as object))
    .filter((key) => !key.startsWith('said:'));
  expect(keys.toSorted()).toEqual(all.toSorted());
});

test('every key has a type', () => {
  const types = messageTypes();
  for (const key of all) expect(types).toContain(`${JSON.stringify(key)}: `);
});

test.each(LANGUAGES)('the manifest has its texts in %s, short enough for the stores', (language) => {
  const file = `${root}/public/_locales/${language}/messages.json`;
  expect(existsSync(file)).toBe(true);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
  expect(Object.keys(texts)).toEqual(['name', 'description', 'toolbarTitle', 'togglePanel']);
  expect(texts['description']?.message.length).toBeLessThanOrEqual(132);
});
