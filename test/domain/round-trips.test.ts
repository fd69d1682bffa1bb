import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMoney, parseNumber, parsePercent } from '@/lib/domain/amount';
import { dayFromNumber, formatDay, readDay, readMoment, type Ymd } from '@/lib/domain/calendar';
import { parseDate, parseInstant } from '@/lib/domain/date';
import type { FormatHints } from '@/lib/domain/hints';
import { quickest } from '../support/quickest';

const clock = { now: Date.UTC(2026, 10, 22, 9), today: '2026-11-22' };

type Writer = {
  name: string;
  hints: FormatHints;
  group: string;
  decimal: string;
  around: (digits: string) => string;
  currency: string;
};

const writers: Writer[] = [
  {
    name: 'en-US',
    hints: { language: 'en-US' },
    group: ',',
    decimal: '.',
    around: (digits) => `$${digits}`,
    currency: 'USD',
  },
  {
    name: 'en-GB',
    hints: { language: 'en-GB' },
    group: ',',
    decimal: '.',
    around: (digits) => `GBP ${digits}`,
    currency: 'GBP',
  },
  {
    name: 'de',
    hints: { language: 'de' },
    group: '.',
    decimal: ',',
    around: (digits) => `${digits} €`,
    currency: 'EUR',
  },
  {
    name: 'fr',
    hints: { language: 'fr' },
    group: '\u202f',
    decimal: ',',
    around: (digits) => `${digits}\u00a0€`,
    currency: 'EUR',
  },
  {
    name: 'de-CH',
    hints: { language: 'de-CH' },
    group: '’',
    decimal: '.',
    around: (digits) => `CHF ${digits}`,
    currency: 'CHF',
  },
  {
    name: 'ja',
    hints: { language: 'ja' },
    group: ',',
    decimal: '.',
    around: (digits) => `￥${digits}`,
    currency: 'JPY',
  },
];

function write(cents: number, group: string, decimal: string): string {
  const whole = String(Math.trunc(cents / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return `${whole}${decimal}${String(cents % 100).padStart(2, '0')}`;
}

describe.each(writers)('an amount written in $name', ({ hints, group, decimal, around, currency }) => {
  test('is read back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), (cents) => {
        expect(parseMoney(around(write(cents, group, decimal)), hints)).toEqual({
          state: 'value',
          value: { value: cents / 100, currency },
        });
      }),
    );
  });
});

const months = {
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  short: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' '),
};

const two = (number: number): string => String(number).padStart(2, '0');

const dateWriters: [string, FormatHints, (day: Ymd) => string][] = [
  ['ISO', {}, formatDay],
  ['en-US', { language: 'en-US' }, ({ year, month, day }) => `${month}/${day}/${year}`],
  ['en-US, named', { language: 'en-US' }, ({ year, month, day }) => `${months.en[month - 1]} ${day}, ${year}`],
  ['en-GB', { language: 'en-GB' }, ({ year, month, day }) => `${two(day)}/${two(month)}/${year}`],
  ['de', { language: 'de' }, ({ year, month, day }) => `${two(day)}.${two(month)}.${year}`],
  ['de, named', { language: 'de' }, ({ year, month, day }) => `${day}. ${months.de[month - 1]} ${year}`],
  ['fr', { language: 'fr' }, ({ year, month, day }) => `${two(day)}/${two(month)}/${year}`],
  ['fr, named', { language: 'fr' }, ({ year, month, day }) => `${day} ${months.fr[month - 1]} ${year}`],
  ['fr, short', { language: 'fr' }, ({ year, month, day }) => `${day} ${months.short[month - 1]} ${year}`],
  ['ja', { language: 'ja' }, ({ year, month, day }) => `${year}年${month}月${day}日`],
  ['ja, slashes', { language: 'ja' }, ({ year, month, day }) => `${year}/${two(month)}/${two(day)}`],
];

/** 1970 to 2099 */
const day = fc.integer({ min: 0, max: 47_480 }).map(dayFromNumber);

test.each(dateWriters)('a date written in %s is read back exactly', (_name, hints, writeDay) => {
  fc.assert(
    fc.property(day, (ymd) => {
      expect(parseDate(writeDay(ymd), hints, clock)).toEqual({ state: 'value', value: formatDay(ymd) });
    }),
  );
});

test('an instant with any offset is read back as the same moment', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -14 * 60, max: 14 * 60 }), (ms, offset) => {
      const wall = new Date(ms + offset * 60_000).toISOString().slice(0, -1);
      const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
      expect(parseInstant(`${wall}${zone}`, {}, clock)).toEqual({ state: 'value', value: new Date(ms).toISOString() });
    }),
  );
});

const scraps = [
  '1',
  '2',
  '12',
  '31',
  '2026',
  '0',
  '.',
  ',',
  ' ',
  '-',
  '/',
  ':',
  "'",
  '(',
  ')',
  '%',
  '+',
  '~',
  '$',
  '€',
  '¥',
  'K',
  'M',
  '万',
  '億',
  '円',
  'EUR',
  'USD',
  'Dec',
  'März',
  'mar',
  'ago',
  'in',
  'vor',
  'il y a',
  '前',
  '年',
  '月',
  '日',
  'days',
  'Tagen',
  'jours',
  'a',
  'PM',
  'T',
  'Z',
  '+02:00',
  'GMT',
  '午後',
  '時',
  'yesterday',
  'about',
  '\u00a0',
  '\u202e',
  '\ud800',
  'e9',
  'NaN',
  'Infinity',
  '__proto__',
  'constructor',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(fc.constantFrom(...scraps), { maxLength: 14 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...scraps), { maxLength: 14 }).map((parts) => parts.join(' ')),
);
const anyHints: fc.Arbitrary<FormatHints> = fc.record(
  {
    language: fc.constantFrom('en', 'en-US', 'de', 'fr-CH', 'ja', 'x', '', '-', 'de_AT', '__proto__', null),
    decimal: fc.constantFrom('.' as const, ',' as const),
    dateOrder: fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
  },
  { requiredKeys: [] },
);

describe('on any text whatever', () => {
  const runs = { numRuns: 2_000 };

  test('amounts are finite or odd', () => {
    fc.assert(
      fc.property(hostile, anyHints, (text, hints) => {
        const money = parseMoney(text, hints);
        if (money.state === 'value') expect(Number.isFinite(money.value.value) && /\p{Nd}/u.test(text)).toBe(true);
        for (const read of [parseNumber(text, hints), parsePercent(text, hints)])
          expect(read.state === 'odd' || Number.isFinite(read.value)).toBe(true);
      }),
      runs,
    );
  });

  test('dates are real days or odd', () => {
    fc.assert(
      fc.property(hostile, anyHints, (text, hints) => {
        const date = parseDate(text, hints, clock);
        const instant = parseInstant(text, hints, clock);
        expect(date.state === 'odd' || readDay(date.value) !== null).toBe(true);
        expect(instant.state === 'odd' || readMoment(instant.value) !== null).toBe(true);
      }),
      runs,
    );
  });

  test('a long text is refused at once', () => {
    const refused = (scrap: string): void => {
      parseDate(scrap.repeat(100), {}, clock);
      parseMoney(scrap.repeat(100), {});
      expect(parseDate(scrap.repeat(20_000), {}, clock)).toEqual({ state: 'odd' });
      expect(parseMoney(scrap.repeat(20_000), {})).toEqual({ state: 'odd' });
    };
    expect(quickest(2_000, () => scraps.forEach(refused))).toBeLessThan(2_000);
  });
});
