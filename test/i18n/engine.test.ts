import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { failure } from '@/lib/crm/api/answer';
import { packNotices } from '@/lib/domain/pack-news';
import { catalogFiles, messagesOf, SPOKEN_BY_ENGINE } from '@/lib/i18n/catalog-files';
import { LANGUAGES, type Language } from '@/lib/i18n/languages';
import { wordsOf } from '@/lib/i18n/words';
import { bandLabel } from '@/lib/risk/fit/bands';
import { plainLabel } from '@/lib/risk/fit/level-key';
import { DEAL_FIELDS, LIST_LABELS } from '@/lib/domain/fields';
import { FACTS } from '@/lib/domain/facts';
import { factorDefs } from '@/lib/assess/factors';
import { junkSentence, type JunkKind } from '@/lib/rules/junk-sentences';

const root = fileURLToPath(new URL('../..', import.meta.url));

function wordsIn(language: Language) {
  const files = catalogFiles().filter(({ path }) => path.endsWith(`-${language}.json`));
  const parts = files.map(({ contents }) => JSON.parse(contents) as Record<string, string>);
  return wordsOf(Object.assign({}, ...parts) as Record<string, string>, language);
}

const JUNK: readonly JunkKind[] = [
  'placeholder',
  'keyboardMash',
  'repeated',
  'punctuation',
  'tooShort',
  'vague',
  'copied',
  'stage',
  'amount',
  'owner',
];
const FAILURES = [
  'signedOut',
  'forbidden',
  'notFound',
  'conflict',
  'refused',
  'limited',
  'server',
  'offline',
  'odd',
] as const;
const DAY = 86_400_000;
const NEWS = { serverDate: null, clockOff: 0, silentSince: null, standing: [] };

/** What the engine says, by its own mouth. */
const SPOKEN: readonly string[] = [
  ...JUNK.map((kind) => junkSentence(kind, 'Champion')),
  ...FAILURES.map((kind) => failure(kind).message),
  ...packNotices({ title: 'MEDDICC', expires: '2026-10-31' }, { ...NEWS, clockOff: 3 * DAY }, Date.UTC(2026, 10, 22)),
  ...packNotices({ title: 'MEDDICC' }, { ...NEWS, silentSince: 1, clockOff: -3 * DAY }, 9 * DAY),
  ...['?', '*', '!', '-'].map(plainLabel),
  ...[0, 1, 2].flatMap((band) => [bandLabel(band, [1_000, 50_000], undefined), bandLabel(band, [7, 14], 'days')]),
  ...Object.values(DEAL_FIELDS).map(({ label }) => label),
  ...Object.values(LIST_LABELS),
  ...Object.values(FACTS).map(({ label }) => label),
  ...factorDefs({ signals: [] }).map(({ title }) => title),
];

/** Put together of pieces where they are said: no source has them whole. */
const COMPOSED: readonly string[] = [
  'In use now, in place of nothing.',
  '2 of 3 keys, root 4',
  'It has 0 valid signatures by keys of this channel; 1 is required.',
  'It has 1 valid signature by keys of this channel; 2 are required.',
  '1 is required',
  '2 are required',
  '“ours” was set by your organisation and stays',
  '“ours” was set by a rule pack and stays',
  'did you mean `closeDate`?',
  'write its id: `proposal`',
  'is new: for deals where amount is above 5',
  'is different: for deals where amount is above 5',
  'no deal can meet this criterion, and as it blocks, none can leave the stage',
  '"Budget" cannot be read from Tryton, so this is never met',
  '"Budget" cannot be read from Tryton, so this never fires',
  '"Budget" cannot be read from Tryton, so this is never proposed',
  'add it to the `expect` of a test: { budget-known: met }',
  'is new: "Budget known", a signal',
  'is new: "Budget known", a step',
  'is new: "Budget known", for leaving Proposal',
  'is new: "Budget known", for entering Proposal',
  'now fires when amount is above 5',
  'now is proposed when amount is above 5',
  'now blocks instead of warns',
  'now blocks instead of only informs',
  'now warns instead of blocks',
  'now warns instead of only informs',
  'now only informs instead of blocks',
  'now only informs instead of warns',
];

/** Whether a sentence is this text of the catalog, with anything in its holes. */
function isOf(text: string, sentence: string): boolean {
  const parts = text.split(/\{\w+\}|\d[\d,]*/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's').test(sentence);
}

describe('what the engine says in English', () => {
  test.each(LANGUAGES.filter((language) => language !== 'en'))('is understood in %s', (language) => {
    const { said } = wordsIn(language);
    const { said: english } = wordsIn('en');
    // Some words are the same in both: they are found in the catalog all the same.
    const own = new Set([...SPOKEN_BY_ENGINE].flatMap((area) => Object.values(messagesOf(area, language))));
    const all = [...SPOKEN, ...COMPOSED];
    expect(all.filter((sentence) => said(sentence) === sentence && !own.has(sentence))).toEqual([]);
    expect(SPOKEN.filter((sentence) => english(sentence) !== sentence && !/\d-\d/.test(sentence))).toEqual([]);
  });

  test('is said with what was put in, in the reader’s own form', () => {
    const { said } = wordsIn('de');
    expect(said('below 1,000')).toBe('unter 1.000');
    expect(said('7 to 14 days')).toBe('7 bis 14 Tage');
    expect(said('The same text stands in “Champion”.')).toBe('Derselbe Text steht in „Champion“.');
    expect(said('Your data do not predict outcomes beyond your win rate of 31.5 %.')).toContain('31,5');
    expect(said(packNotices({ title: 'X', expires: '2026-10-31' }, NEWS, Date.UTC(2026, 10, 22))[0] ?? '')).toContain(
      '31. Okt. 2026',
    );
  });

  test.each(['Budget bestätigt?', 'Ask Jane about 1,000 licences', '', 'The CRM said no: {"code": 5}'])(
    'but %j is somebody else’s, and stays',
    (text) => expect(wordsIn('ja').said(text)).toBe(text),
  );

  test.each([...SPOKEN_BY_ENGINE])('stands in the sources word for word: %s', (area) => {
    const sources = readdirSync(`${root}/lib`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$|adapters\/[^/]+\.json$/.test(file) && !file.startsWith('i18n/'))
      .map((file) => readFileSync(`${root}/lib/${file}`, 'utf8'))
      .join('\n');
    const gone = Object.values(messagesOf(area, 'en')).filter((text) =>
      text
        .split(/\{\w+\}/)
        .map((part) => part.trim())
        .some((part) => !sources.includes(part)),
    );
    const spoken = [...SPOKEN, ...COMPOSED];
    expect(gone.filter((text) => !spoken.some((sentence) => isOf(text, sentence)))).toEqual([]);
  });
});
