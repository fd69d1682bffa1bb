import { describe, expect, test } from 'vitest';
import { compileCatalog, shapeOf } from '@/lib/i18n/compile';
import { formatsOf } from '@/lib/i18n/formats';
import { asChoice, languageFor, localeFor } from '@/lib/i18n/languages';
import { pseudoCatalog } from '@/lib/i18n/pseudo';
import { wordsOf, type Words } from '@/lib/i18n/words';

/** Words of messages made for a test: their keys are not among the shipped ones. */
function say(messages: Record<string, string>, locale = 'en', dir: 'ltr' | 'rtl' = 'ltr') {
  const words = wordsOf(compileCatalog(messages), locale, dir);
  const { t, rich } = words as unknown as { t: Loose; rich: (key: string, args: object) => unknown[] };
  return { t, rich };
}
type Loose = (key: string, args?: object) => string;

describe('a message', () => {
  const counted = '{count, plural, one {# rule is} other {# rules are}} broken';

  test.each([
    ['a plain text', 'Met', {}, 'en', 'Met'],
    ['an argument', 'Move to {stage}', { stage: 'Proposal' }, 'en', 'Move to Proposal'],
    ['one of a count', counted, { count: 1 }, 'en', '1 rule is broken'],
    ['many of a count, grouped as the locale does', counted, { count: 1200 }, 'en', '1,200 rules are broken'],
    ['a French 0 is singular', '{n, plural, one {# point} other {# points}}', { n: 0 }, 'fr', '0 point'],
    ['a choice', '{why, select, empty {empty} odd {odd} other {}}', { why: 'odd' }, 'en', 'odd'],
    ['quoted braces', "Add '{'name'}'", {}, 'en', 'Add {name}'],
    ['markup given as an argument stays text', 'Hi {name}', { name: '<b>x</b>' }, 'en', 'Hi <b>x</b>'],
  ])('with %s', (_name, message, args, locale, expected) => {
    expect(say({ 'x.y': message }, locale).t('x.y', args)).toBe(expected);
  });

  test('with marked-up parts gives each to its maker', () => {
    const { rich } = say({ 'x.y': 'Add it to <code>{field}</code> first' });
    expect(rich('x.y', { field: 'match', code: (parts: string[]) => ({ code: parts }) })).toEqual([
      'Add it to ',
      { code: ['match'] },
      ' first',
    ]);
  });

  test('that is not there shows its key', () => {
    expect(say({}).t('x.gone')).toBe('x.gone');
  });

  test('that cannot be read is named when it is compiled', () => {
    expect(() => compileCatalog({ 'x.bad': 'a {b' })).toThrow(/x\.bad/);
  });

  test('keeps names apart from the text around them where that runs from right to left', () => {
    expect(say({ 'x.y': 'to {stage}' }, 'en', 'rtl').t('x.y', { stage: 'A' })).toBe('to \u2068A\u2069');
  });
});

test.each([
  ['no argument', 'Met', {}],
  ['a text or number', '{name}', { name: 'string | number' }],
  ['a counted one', '{name}: {n, plural, one {{n} day} other {{n} days}}', { name: 'string | number', n: 'number' }],
  ['a closed choice', '{why, select, a {x} b {y} other {}}', { why: '"a" | "b"' }],
  ['an open choice', '{why, select, a {x} other {z}}', { why: 'string' }],
])('the types of a message with %s', (_name, text, args) => {
  expect(shapeOf('x.y', text)).toEqual({ args, rich: false });
});

describe('the language', () => {
  test.each([
    [['de-AT', 'en'], 'de', 'de-AT'],
    [['pt-BR', 'fr-CA', 'en'], 'fr', 'fr-CA'],
    [['pt-BR'], 'en', 'en'],
    [[], 'en', 'en'],
    [['EN-gb'], 'en', 'EN-gb'],
    [['ja_JP'], 'en', 'en'],
    [['ja'], 'ja', 'ja'],
  ] as const)('for a browser that wants %j is %s, and numbers follow %s', (wanted, language, locale) => {
    expect(languageFor(wanted)).toBe(language);
    expect(localeFor(languageFor(wanted), wanted)).toBe(locale);
  });

  test.each([
    ['fr', 'fr'],
    ['en-XA', 'en-XA'],
    ['xx', null],
    [undefined, null],
    [{ language: 'de' }, null],
  ])('stored as %j is read as %j', (stored, choice) => {
    expect(asChoice(stored)).toBe(choice);
  });
});

/** Spaces that Intl sets between number and sign are of several kinds. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('numbers, money, days and lists by locale', () => {
  const day = Date.UTC(2027, 0, 3);
  test.each([
    ['en', '1,234.5', '€1,234.50', 'Jan 3, 2027', 'a, b, and c', '25%'],
    ['en-GB', '1,234.5', '€1,234.50', '3 Jan 2027', 'a, b and c', '25%'],
    ['de', '1.234,5', '1.234,50 €', '3. Jan. 2027', 'a, b und c', '25 %'],
    ['fr', '1 234,5', '1 234,50 €', '3 janv. 2027', 'a, b et c', '25 %'],
    ['ja', '1,234.5', '€1,234.50', '2027年1月3日', 'a、b、c', '25%'],
  ])('%s', (locale, number, money, date, list, percent) => {
    const formats = formatsOf(locale);
    expect(plain(formats.number(1234.5))).toBe(number);
    expect(plain(formats.money(1234.5, 'EUR'))).toBe(money);
    expect(formats.day(day)).toBe(date);
    expect(formats.list(['a', 'b', 'c'])).toBe(list);
    expect(plain(formats.percent(0.254))).toBe(percent);
  });

  test.each([
    [-9, '−9'],
    [0, '0'],
    [12, '+12'],
  ])('%i has its sign', (value, text) => expect(formatsOf('en').signed(value)).toBe(text));

  test('a currency that is none is shown behind the number', () => {
    expect(formatsOf('en').money(5, 'no currency')).toBe('5 no currency');
    expect(formatsOf('en').money(5, null)).toBe('5');
    expect(formatsOf('en').money(-5, 'EUR')).toBe('−€5.00');
    expect(formatsOf('de').roundMoney(-5, 'EUR')).toMatch(/^−5\s€$/);
  });
});

test('the language for trying is bracketed, accented and longer, and keeps its arguments', () => {
  const english = compileCatalog({ a: 'Next steps', b: '{n, plural, one {# step of {who}} other {# steps of {who}}}' });
  const words = wordsOf(pseudoCatalog(english), 'en') as Omit<Words, 't'> & { t: Loose };
  expect(words.t('a')).toBe('[Ñéxt štépš····]');
  expect(words.t('b', { n: 2, who: 'Ann' })).toBe('[2 štépš ôf ····Ann]');
});
