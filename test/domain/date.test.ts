import { describe, expect, test } from 'vitest';
import type { Clock } from '@/lib/domain/clock';
import { parseDate, parseInstant } from '@/lib/domain/date';
import type { FormatHints } from '@/lib/domain/hints';

/** 22 November 2026, 10:00 in Berlin. */
const clock: Clock = { now: Date.UTC(2026, 10, 22, 9), today: '2026-11-22' };
const us: FormatHints = { language: 'en-US' };
const gb: FormatHints = { language: 'en-GB' };
const de: FormatHints = { language: 'de' };
const fr: FormatHints = { language: 'fr-FR' };
const ja: FormatHints = { language: 'ja' };
const none: FormatHints = {};

type Case = [name: string, text: string, hints: FormatHints, date: string, approximate?: 'approximate'];

const dates: Case[] = [
  ['American', '12/31/2026', us, '2026-12-31'],
  ['German', '31.12.2026', de, '2026-12-31'],
  ['British', '31/12/2026', gb, '2026-12-31'],
  ['ISO', '2026-12-31', none, '2026-12-31'],
  ['year first with slashes', '2026/1/5', ja, '2026-01-05'],
  ['month name first', 'Dec 31, 2026', us, '2026-12-31'],
  ['month name with ordinal', 'December 4th, 2026', us, '2026-12-04'],
  ['ordinal and of', '4th of December 2026', gb, '2026-12-04'],
  ['weekday before', 'Thursday, December 31, 2026', us, '2026-12-31'],
  ['hyphens', '31-Dec-2026', none, '2026-12-31'],
  ['hyphens, two-digit year', '31-Dec-26', none, '2026-12-31'],
  ['German name', '31. Dezember 2026', de, '2026-12-31'],
  ['German name without spaces', '31.Dez.2026', de, '2026-12-31'],
  ['German March', '1. März 2026', de, '2026-03-01'],
  ['Austrian January', '5. Jänner 2027', de, '2027-01-05'],
  ['French short name', '31 déc. 2026', fr, '2026-12-31'],
  ['French first', '1er août 2026', fr, '2026-08-01'],
  ['French Tuesday looks like March', 'mar. 1 déc. 2026', fr, '2026-12-01'],
  ['English March, which French and Spanish abbreviate Tuesday alike', 'Mar 31, 2031', us, '2031-03-31'],
  ['Tuesday in March', 'mar. 2 mars 2027', fr, '2027-03-02'],
  ['Spanish', '31 de diciembre de 2026', { language: 'es' }, '2026-12-31'],
  ['Japanese', '2026年12月31日', ja, '2026-12-31'],
  ['Japanese, full width', '２０２６年１月５日', ja, '2026-01-05'],
  ['Korean', '2026. 12. 31.', { language: 'ko' }, '2026-12-31'],
  ['two-digit year', '12/31/26', us, '2026-12-31'],
  ['two-digit year first', '26/12/31', ja, '2026-12-31'],
  ['day and month, hint says day first', '04/05/2026', gb, '2026-05-04'],
  ['day and month, hint says month first', '04/05/2026', us, '2026-04-05'],
  ['the adapter goes before the language', '04/05/2026', { language: 'en-US', dateOrder: 'dmy' }, '2026-05-04'],
  ['day and month, nothing tells', '04/05/2026', none, '2026-04-05', 'approximate'],
  ['English alone does not tell', '04/05/2026', { language: 'en' }, '2026-04-05', 'approximate'],
  ['same either way', '05/05/2026', none, '2026-05-05'],
  ['only day first is possible', '31/12/2026', none, '2026-12-31'],
  ['only day first is possible, against the hint', '31/12/2026', us, '2026-12-31'],
  ['points mean day first', '04.05.2026', none, '2026-05-04'],
  ['no year: this one is nearest', '31 Dec', us, '2026-12-31', 'approximate'],
  ['no year: the next one is nearest', 'Jan 15', us, '2027-01-15', 'approximate'],
  ['no year: the past one is nearest', '1 Aug', us, '2026-08-01', 'approximate'],
  ['no year, numbers', '31.12.', de, '2026-12-31', 'approximate'],
  ['no year, American numbers', '12/31', us, '2026-12-31', 'approximate'],
  ['no year, Japanese', '12月31日', ja, '2026-12-31', 'approximate'],
  ['no year, 29 February', '29 Feb', us, '2028-02-29', 'approximate'],
  ['only a month: its last day', 'Dec 2026', us, '2026-12-31', 'approximate'],
  ['leap day', '29/02/2028', gb, '2028-02-29'],
  ['with time', '12/4/2026, 3:30 PM', us, '2026-12-04'],
  ['with time and at', 'Dec 4, 2026 at 3:30 PM', us, '2026-12-04'],
  ['with German time', '04.12.2026, 15:30 Uhr', de, '2026-12-04'],
  ['with French time', '4 décembre 2026 à 15h30', fr, '2026-12-04'],
  ['with Japanese time', '2026年12月4日 15:30', ja, '2026-12-04'],
  ['with Japanese half of day', '2026年12月4日午後3時30分', ja, '2026-12-04'],
  ['an instant: the day as written', '2026-12-04T23:30:00-08:00', none, '2026-12-04'],
  ['an instant with a space', '2026-12-04 23:30:00', none, '2026-12-04'],
  ['days ago', '3 days ago', us, '2026-11-19'],
  ['yesterday', 'Yesterday', us, '2026-11-21'],
  ['yesterday with time', 'yesterday at 3:40 PM', us, '2026-11-21'],
  ['tomorrow', 'tomorrow', us, '2026-11-23'],
  ['a month ago', 'a month ago', us, '2026-10-22', 'approximate'],
  ['about a month ago', 'about 1 month ago', us, '2026-10-22', 'approximate'],
  ['over a year ago', 'over 1 year ago', us, '2025-11-22', 'approximate'],
  ['German days ago', 'vor 3 Tagen', de, '2026-11-19'],
  ['German month ago', 'vor einem Monat', de, '2026-10-22', 'approximate'],
  ['German about', 'vor etwa 2 Monaten', de, '2026-09-22', 'approximate'],
  ['German about, in days', 'vor etwa 3 Tagen', de, '2026-11-19', 'approximate'],
  ['Dutch in days', 'over 3 dagen', { language: 'nl' }, '2026-11-25'],
  ['Japanese about', '約3日前', ja, '2026-11-19', 'approximate'],
  ['German day before yesterday', 'vorgestern', de, '2026-11-20'],
  ['German day after tomorrow', 'Übermorgen', de, '2026-11-24'],
  ['German in days', 'in 5 Tagen', de, '2026-11-27'],
  ['French days ago', 'il y a 3 jours', fr, '2026-11-19'],
  ['French month ago', 'il y a un mois', fr, '2026-10-22', 'approximate'],
  ['French today', 'aujourd’hui', fr, '2026-11-22'],
  ['French in days', 'dans 2 jours', fr, '2026-11-24'],
  ['Japanese days ago', '3日前', ja, '2026-11-19'],
  ['Japanese months ago', '2か月前', ja, '2026-09-22', 'approximate'],
  ['Japanese yesterday', '昨日', ja, '2026-11-21'],
  ['Spanish days ago', 'hace 3 días', { language: 'es' }, '2026-11-19'],
  ['in weeks', 'in 2 weeks', us, '2026-12-06', 'approximate'],
  ['from now', '2 days from now', us, '2026-11-24'],
  ['a day ago', 'a day ago', us, '2026-11-21'],
  ['hours ago may be yesterday', '3 hours ago', us, '2026-11-22', 'approximate'],
  ['30 hours ago', '30 hours ago', us, '2026-11-21', 'approximate'],
  ['month ends are cut', '1 month ago', us, '2026-10-22', 'approximate'],
];

test.each(dates)('date: %s', (_name, text, hints, date, approximate) => {
  const expected = { state: 'value', value: date };
  expect(parseDate(text, hints, clock)).toEqual(approximate ? { ...expected, approximate: true } : expected);
});

describe('what is no date is odd', () => {
  test.each([
    '',
    ' ',
    'TBD',
    '31 Foo',
    '2026-02-30',
    '2027-02-29',
    '29/02/2027',
    '31.02.2026',
    '13/13/2026',
    '0/0/2026',
    '00/12/2026',
    '31 Feb',
    '32 Dec',
    'Dec',
    'Q4',
    '12',
    '2026',
    '20261231',
    '12/31/2026 25:00',
    '12/31/2026 10:75',
    '2026-12-04T25:00:00Z',
    '2026-12-04T10:00:00+99:00',
    'ago',
    'some days ago',
    '3 apples ago',
    '99999 days ago',
    '9999 years ago',
    '12/31/20266',
    '1/2/3/4',
    '$5',
    '1.200,50',
    'Monday',
    'Dec 31 2026 Dec',
    'constructor',
    '__proto__ ago',
    '3 constructor ago',
    '12/31/2026'.repeat(20),
  ])('%j', (text) => {
    expect(parseDate(text, us, clock)).toEqual({ state: 'odd' });
    expect(parseInstant(text, us, clock)).toEqual({ state: 'odd' });
  });
});

const instants: Case[] = [
  ['UTC', '2026-12-04T15:30:00Z', none, '2026-12-04T15:30:00.000Z'],
  ['an offset is brought to UTC', '2026-12-04T23:30:00-08:00', none, '2026-12-05T07:30:00.000Z'],
  ['microseconds are cut', '2026-12-04T15:30:00.123456+00:00', none, '2026-12-04T15:30:00.123Z'],
  ['an offset without a colon', '2026-12-04T15:30:00.000+0000', none, '2026-12-04T15:30:00.000Z'],
  ['without an offset: the day', '2026-12-04T15:30:00', none, '2026-12-04'],
  ['a written time without a zone: the day', '12/4/2026, 3:30 PM', us, '2026-12-04'],
  ['a written time with a zone', '12/4/2026, 3:30 PM PST', us, '2026-12-04T23:30:00.000Z'],
  ['a written time with an offset', '04.12.2026 15:30 GMT+1', de, '2026-12-04T14:30:00.000Z'],
  ['midnight', '12/4/2026, 12:00 AM UTC', us, '2026-12-04T00:00:00.000Z'],
  ['noon', '12/4/2026, 12:00 PM UTC', us, '2026-12-04T12:00:00.000Z'],
  ['Japanese afternoon', '2026年12月4日午後3時30分 JST', ja, '2026-12-04T06:30:00.000Z'],
  ['hours ago', '3 hours ago', us, '2026-11-22T06:00:00.000Z'],
  ['minutes ago, short', '5m ago', us, '2026-11-22T08:55:00.000Z'],
  ['just now', 'just now', us, '2026-11-22T09:00:00.000Z'],
  ['less than a minute ago', 'less than a minute ago', us, '2026-11-22T08:59:00.000Z'],
  ['days ago are calendar days', '3 days ago', us, '2026-11-19'],
  ['a date', 'Dec 4, 2026', us, '2026-12-04'],
  ['no year', '31 Dec', us, '2026-12-31', 'approximate'],
];

test.each(instants)('instant: %s', (_name, text, hints, instant, approximate) => {
  const expected = { state: 'value', value: instant };
  expect(parseInstant(text, hints, clock)).toEqual(approximate ? { ...expected, approximate: true } : expected);
});

describe('every month as browsers write it', () => {
  const LANGUAGES = ['en-US', 'en-GB', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb'];
  test.each(LANGUAGES.flatMap((language) => (['short', 'long'] as const).map((month) => [language, month] as const)))(
    '%s, %s names',
    (language, month) => {
      const write = new Intl.DateTimeFormat(language, { year: 'numeric', month, day: 'numeric', timeZone: 'UTC' });
      for (let index = 0; index < 12; index++) {
        const day = new Date(Date.UTC(2029, index, 17));
        expect([write.format(day), parseDate(write.format(day), { language }, clock)]).toEqual([
          write.format(day),
          { state: 'value', value: day.toISOString().slice(0, 10) },
        ]);
      }
    },
  );
});
