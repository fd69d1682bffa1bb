import { describe, expect, test } from 'vitest';
import { parseMoney, parseNumber, parsePercent } from '@/lib/domain/amount';
import type { FormatHints } from '@/lib/domain/hints';

const en: FormatHints = { language: 'en-US' };
const de: FormatHints = { language: 'de-DE' };
const fr: FormatHints = { language: 'fr' };
const ja: FormatHints = { language: 'ja' };
const none: FormatHints = {};

type Case = [
  name: string,
  text: string,
  hints: FormatHints,
  value: number,
  currency: string | null,
  approximate?: 'approximate',
];

const money: Case[] = [
  ['an English amount', '€1,200.50', en, 1200.5, 'EUR'],
  ['a German amount', '1.200,50 EUR', de, 1200.5, 'EUR'],
  ['a German amount without hints: two kinds of separators tell', '1.200,50 EUR', none, 1200.5, 'EUR'],
  ['a German amount on an English page', '1.200,50 EUR', en, 1200.5, 'EUR'],
  ['a French amount with a no-break space', '1\u00a0200,50\u00a0€', fr, 1200.5, 'EUR'],
  ['a French amount with a narrow no-break space', '1\u202f200,50\u00a0€', fr, 1200.5, 'EUR'],
  ['a French amount with plain spaces', '1 200 300,5 €', none, 1200300.5, 'EUR'],
  ['a Japanese amount', '¥1,200', ja, 1200, 'JPY'],
  ['full-width characters', '￥１，２００', ja, 1200, 'JPY'],
  ['yuan where the page is Chinese', '¥1,200', { language: 'zh-CN' }, 1200, 'CNY'],
  ['a shortened amount is approximate', '$48.7K', en, 48_700, 'USD', 'approximate'],
  ['a shortened amount without hints', '$1.250M', none, 1_250_000, 'USD', 'approximate'],
  ['millions without a currency', '1.2M', en, 1_200_000, null, 'approximate'],
  ['a German scale word', '1,2 Mio. €', de, 1_200_000, 'EUR', 'approximate'],
  ['thousands of euros in German', '450 T€', de, 450_000, 'EUR', 'approximate'],
  ['thousands of euros, joined', '45k€', fr, 45_000, 'EUR', 'approximate'],
  ['a French scale word', '3 Md €', fr, 3e9, 'EUR', 'approximate'],
  ['ten thousands of yen', '120万円', ja, 1_200_000, 'JPY', 'approximate'],
  ['hundred millions', '12億', ja, 1_200_000_000, null, 'approximate'],
  ['falling East Asian units add up', '1億2000万円', ja, 120_000_000, 'JPY', 'approximate'],
  ['units with a rest', '3万5,500円', ja, 35_500, 'JPY', 'approximate'],
  ['a Swiss amount', "CHF 1'200.50", { language: 'de-CH' }, 1200.5, 'CHF'],
  ['a Swiss amount with a typographic apostrophe', 'CHF 1’200.–', { language: 'de-CH' }, 1200, 'CHF'],
  ['brackets are negative', '(1,200.00)', en, -1200, null],
  ['brackets around a currency', '($1,200.00)', en, -1200, 'USD'],
  ['a sign before the currency', '-$1,200', en, -1200, 'USD'],
  ['a sign after the currency', '$-1,200', en, -1200, 'USD'],
  ['a typographic minus', '−1.200', de, -1200, null],
  ['a code before', 'USD 48,000.00', en, 48_000, 'USD'],
  ['a symbol and a code', '$48,000.00 CAD', en, 48_000, 'CAD'],
  ['a dollar in Canada', '$48,000.00', { language: 'en-CA' }, 48_000, 'CAD'],
  ['a dollar where the CRM tells its currency', '$48,000.00', { language: 'en-US', currency: 'AUD' }, 48_000, 'AUD'],
  ['crowns on an unknown page', '1,200.50 kr', none, 1200.5, null],
  ['crowns in Sweden', '1 200,50 kr', { language: 'sv' }, 1200.5, 'SEK'],
  ['Indian grouping', '₹12,34,567', { language: 'en-IN' }, 1_234_567, 'INR'],
  ['Indian grouping with paise', '12,34,567.50', en, 1_234_567.5, null],
  ['a lone point where the comma is the decimal mark', '1.200', de, 1200, null],
  ['a lone point where it is the decimal mark', '1.200', en, 1.2, null],
  ['a lone comma where it groups', '1,200', en, 1200, null],
  ['a lone comma where it is the decimal mark', '1,200', de, 1.2, null],
  ['a lone point without hints is taken as thousands', '1.200', none, 1200, null, 'approximate'],
  ['a lone comma without hints is taken as thousands', '1,200', none, 1200, null, 'approximate'],
  ['the adapter goes before the language', '1.200', { language: 'en', decimal: ',' }, 1200, null],
  ['two groups need no hint', '1.200.300', none, 1_200_300, null],
  ['two decimals need no hint', '12,50', none, 12.5, null],
  ['four digits before the mark make it a decimal one', '1200.500', none, 1200.5, null],
  ['zero', '0', none, 0, null],
  ['a fraction without its zero', '$.50', en, 0.5, 'USD'],
  ['about', 'ca. 5.000 €', de, 5000, 'EUR', 'approximate'],
  ['a lower bound', '$10,000+', en, 10_000, 'USD', 'approximate'],
  ['a converted amount in brackets is left aside', 'EUR 1,200.00 (USD 1,300.00)', en, 1200, 'EUR'],
  ['bidi marks are unseen', '\u200e$1,200\u202c', en, 1200, 'USD'],
];

test.each(money)('money: %s', (_name, text, hints, value, currency, approximate) => {
  const expected = { state: 'value', value: { value, currency } };
  expect(parseMoney(text, hints)).toEqual(approximate ? { ...expected, approximate: true } : expected);
});

describe('what is no amount is odd', () => {
  test.each([
    '',
    ' ',
    'TBD',
    'asdf',
    'n/a',
    '-',
    '--',
    '$',
    'USD',
    '12/31/2026',
    '2026-12-31',
    '12-31',
    '1.200.30',
    '1,2,3',
    '1 2 3',
    '2026 500',
    '$5 or $6',
    '5 apples',
    '(5',
    '5)',
    '--5',
    '-5-',
    '(-5)',
    'USD 5 EUR',
    '1.2.3,4,5',
    '1e5',
    '0x10',
    'Infinity',
    'NaN',
    '5%',
    '9'.repeat(40),
    '9,999,999,999,999B',
    '5 K M',
    '1万2億',
    "1'2",
    'constructor',
    '١٢٣',
    '5 marks',
  ])('%j', (text) => {
    expect(parseMoney(text, en)).toEqual({ state: 'odd' });
  });
});

test.each([
  ['employees', '1,200', en, 1200, undefined],
  ['a bound', '10,000+', en, 10_000, true],
  ['short', '1.2K', en, 1200, true],
  ['negative', '-3', none, -3, undefined],
] as const)('number: %s', (_name, text, hints, value, approximate) => {
  expect(parseNumber(text, hints)).toEqual(
    approximate ? { state: 'value', value, approximate } : { state: 'value', value },
  );
});

test.each(['51-200', '$5', '45 %', 'many', '5 people'])('number: %j is odd', (text) => {
  expect(parseNumber(text, en)).toEqual({ state: 'odd' });
});

test.each([
  ['spaced', '45 %', en, 45],
  ['a decimal comma', '45,5%', none, 45.5],
  ['full width', '４５％', ja, 45],
  ['without the sign', '45', en, 45],
  ['sign first, as in Turkish', '%45', { language: 'tr' }, 45],
  ['negative', '-12.5%', en, -12.5],
] as const)('percent: %s', (_name, text, hints, value) => {
  expect(parsePercent(text, hints)).toEqual({ state: 'value', value });
});

test.each(['45 EUR', '45%%', '45K', 'half'])('percent: %j is odd', (text) => {
  expect(parsePercent(text, en)).toEqual({ state: 'odd' });
});
