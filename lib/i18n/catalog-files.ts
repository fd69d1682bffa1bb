import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from './languages.ts';
import { SAID } from './catalog.ts';
import { compileCatalog, shapeOf } from './compile.ts';

/**
 * Reads the catalogs from `messages/<area>/<language>.json` while building, where there is a file system: nothing of this is
 * in the extension. A message's key is its area and its name, `panel.steps.title`.
 */
const FOLDER = new URL('./messages/', import.meta.url);

/** Areas that only the pages of managers and admins need; they get files of their own. */
const DESK_AREAS: ReadonlySet<string> = new Set(['admin', 'checks', 'crms', 'learned', 'review', 'insight', 'studio']);

/** What the engine says, in English: it is looked up by that, see `said` of the words. `checks` is said on the desk's pages alone. */
export const SPOKEN_BY_ENGINE: ReadonlySet<string> = new Set(['engine', 'checks']);

export type Messages = Readonly<Record<string, string>>;

export function areas(): string[] {
  return readdirSync(FOLDER).toSorted();
}

/** The messages of one area as they are written, by whole key. */
export function messagesOf(area: string, language: Language): Messages {
  const written = JSON.parse(readFileSync(new URL(`${area}/${language}.json`, FOLDER), 'utf8')) as Messages; // our own file
  return Object.fromEntries(Object.entries(written).map(([name, text]) => [`${area}.${name}`, text]));
}

/** The files to ship, by path: each language's messages for the rep's pages, and for the others'. */
export function catalogFiles(): { path: string; contents: string }[] {
  return LANGUAGES.flatMap((language) =>
    (['rep', 'desk'] as const).map((part) => ({
      path: `words/${part}-${language}.json`,
      contents: JSON.stringify(compileCatalog(partOf(part, language))),
    })),
  );
}

function partOf(part: 'rep' | 'desk', language: Language): Messages {
  const mine = areas().filter((area) => DESK_AREAS.has(area) === (part === 'desk'));
  return Object.assign({}, ...mine.map((area) => shipped(area, language)));
}

function shipped(area: string, language: Language): Messages {
  const messages = messagesOf(area, language);
  if (!SPOKEN_BY_ENGINE.has(area)) return messages;
  const english = Object.entries(messagesOf(area, 'en'));
  return Object.fromEntries(english.map(([key, text]) => [`${SAID}${text}`, messages[key] ?? text]));
}

/** The types of all keys and their arguments, for the compiler. */
export function messageTypes(): string {
  const shapes = areas()
    .filter((area) => !SPOKEN_BY_ENGINE.has(area))
    .flatMap((area) => Object.entries(messagesOf(area, 'en')))
    .map(([key, text]) => ({ key, ...shapeOf(key, text) }));
  const lines = (rich: boolean): string =>
    shapes
      .filter((shape) => shape.rich === rich)
      .map(({ key, args }) => `  ${JSON.stringify(key)}: ${argumentsType(args)};\n`)
      .join('');
  return (
    `// Made of lib/i18n/messages by "wxt prepare".\n` +
    `interface FairleadMessages {\n${lines(false)}}\ninterface FairleadRichMessages<T> {\n${lines(true)}}\n`
  );
}

function argumentsType(args: Readonly<Record<string, string>>): string {
  const entries = Object.entries(args);
  if (entries.length === 0) return 'null';
  return `{ ${entries.map(([name, type]) => `${JSON.stringify(name)}: ${type}`).join('; ')} }`;
}
