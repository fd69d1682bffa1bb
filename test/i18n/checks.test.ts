import { expect, test } from 'vitest';
import { packChanges } from '@/lib/cli/diff/pack-changes';
import { proposeRoute } from '@/lib/crm/pick/propose-route';
import { readAddress } from '@/lib/crm/recognise';
import { catalogFiles } from '@/lib/i18n/catalog-files';
import { LANGUAGES, type Language } from '@/lib/i18n/languages';
import { wordsOf } from '@/lib/i18n/words';
import { compilePack } from '@/lib/rules/compile';
import { lintPack } from '@/lib/rules/lint/lint';
import { documentOf } from '../packs/load-bundled';
import { SEEDS, withDefect } from '../rules/lint/seeded';
import { SOUND } from '../rules/lint/sound-pack';

function saidIn(language: Language): (sentence: string) => string {
  const files = catalogFiles().filter(({ path }) => path.endsWith(`-${language}.json`));
  const parts = files.map(({ contents }) => JSON.parse(contents) as Record<string, string>);
  return wordsOf(Object.assign({}, ...parts) as Record<string, string>, language).said;
}

/** A field, a stage, a rule, a function that are not there, conditions that are none, and a pack that is not either. */
const BROKEN = {
  fairlead: 1,
  id: 'broken',
  version: 1,
  title: 'Broken',
  extends: ['nowhere'],
  fields: { pain: { labels: ['Pain'] }, budget: { label: 'Budget', type: 'money', requiredFrom: 'never' } },
  stages: [
    {
      id: 'a',
      title: 'A',
      match: ['A'],
      exit: [
        { id: 'x', title: 'X', require: 'deal.closeDat < now', why: 'w' },
        { id: 'x', title: 'X', require: 'deal.amount + 1', why: 'w' },
        { id: 'y', title: 'Y', require: 'nobody(deal.amount)', why: 'w' },
        { id: 'z', title: 'Z', require: 'deal.name.matches("[")', why: 'w', fix: { field: 'nothing' } },
      ],
    },
    { id: 'b', title: 'B', match: ['A'] },
  ],
  signals: [{ id: 's', title: 'S', when: 'facts.pushs > 2', weight: 0.5, why: 'w' }],
};

type Told = { message: string; hint?: string };

function told({ message, hint = '' }: Told): string[] {
  return hint === '' ? [message] : [message, hint];
}

function compiled(document: unknown) {
  const result = compilePack(document, documentOf);
  return result.ok ? result.pack : null;
}

/** What the pages of an admin hear of packs, their differences and addresses: by those who say it. */
function heard(): string[] {
  const broken = compilePack(BROKEN, documentOf);
  const packs = SEEDS.map((seed) => ({ document: withDefect(SOUND, seed), more: seed.with }));
  const linted = packs.map(({ document, more }) => lintPack({ document, ...more }));
  const [sound, others] = [compiled(SOUND), packs.map(({ document }) => compiled(document))];
  const changes = others.flatMap((other) =>
    sound && other ? [...packChanges(sound, other), ...packChanges(other, sound)] : [],
  );
  const addresses = ['', 'no address', 'http://crm.example.com/1'].map(readAddress);
  const url = new URL('https://crm.example.com/deal/1');
  const routes = [url, new URL('https://other.example.com/deal/2'), new URL('https://crm.example.com/a/b/c?d=2')];
  return [
    ...(broken.ok ? [] : broken.errors.flatMap(told)),
    ...linted.flatMap((result) => (result.ok ? result.findings.flatMap(told) : [])),
    ...changes.flatMap(({ says }) => says),
    ...addresses.flatMap((address) => (address.ok ? [] : [address.message])),
    ...routes.map((other) => proposeRoute(url, other)).flatMap((route) => (route.ok ? [] : [route.message])),
  ];
}

const HEARD = [...new Set(heard())];

test.each(LANGUAGES.filter((language) => language !== 'en'))(
  'what an admin hears of packs, differences and addresses is understood in %s',
  (language) => {
    const said = saidIn(language);
    expect(HEARD.length).toBeGreaterThan(100);
    expect(HEARD.filter((sentence) => said(sentence) === sentence)).toEqual([]);
  },
);

test('what is put in is kept, and a sentence inside a sentence is said too', () => {
  const said = saidIn('de');
  expect(said('is now met from 20,000 instead of 10,000 (Amount)')).toBe(
    'ist jetzt erfüllt ab 20.000 statt 10.000 (Betrag)',
  );
  expect(said('now applies to every deal')).toBe('gilt jetzt für jeden Deal');
  expect(said('now fires only when Amount is at least 5')).toBe('schlägt jetzt an nur wenn: Amount is at least 5');
  expect(said('there is no stage "Proposal"')).toBe('es gibt keine Phase „Proposal“');
  expect(said('An update of the rules from “Acme” was refused: It is not signed. The rules before stay.')).toBe(
    'Eine Regelaktualisierung von „Acme“ wurde abgelehnt: Es ist nicht signiert. Die bisherigen Regeln bleiben.',
  );
});
