import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseNumber } from '@/lib/domain/amount';
import { parseDate } from '@/lib/domain/date';
import type { FieldValue } from '@/lib/domain/deal';
import {
  dateFormatOf,
  plainText,
  showsMonthName,
  typedText,
  writeFormatOf,
  type WriteFormat,
} from '@/lib/domain/write-text';

const us: WriteFormat = { dateOrder: 'mdy', separator: '/', decimal: '.', language: 'en-US', padded: true };
const de: WriteFormat = { dateOrder: 'dmy', separator: '.', decimal: ',', language: 'de', padded: true };

describe('what is typed into a form', () => {
  test.each<[string, FieldValue | null, WriteFormat, string, string]>([
    ['a text as it is', 'Call Ana', us, 'Call Ana', 'Call Ana'],
    ['nothing', null, us, '', ''],
    ['an American date', '2027-01-31', us, '01/31/2027', '2027-01-31'],
    ['an American date without leading zeros', '2027-03-05', { ...us, padded: false }, '3/5/2027', '2027-03-05'],
    ['a German date', '2027-01-31', de, '31.01.2027', '2027-01-31'],
    ['a date where nothing tells the order', '2027-01-31', { ...us, dateOrder: null }, 'Jan 31, 2027', '2027-01-31'],
    [
      'a date where nothing tells anything',
      '2027-01-31',
      { ...us, dateOrder: null, language: null },
      '2027-01-31',
      '2027-01-31',
    ],
    ['money without its currency', { value: 48_700.5, currency: 'EUR' }, de, '48700,5', '48700.5'],
    ['a whole number without exponent', 1e15, us, '1000000000000000', '1000000000000000'],
    ['a fraction without binary dust', 0.1 + 0.2, us, '0.3', '0.3'],
    ['a date that is none stays a text', '2027-02-30', us, '2027-02-30', '2027-02-30'],
  ])('%s', (_name, value, format, typed, plain) => {
    expect([typedText(value, format), plainText(value)]).toEqual([typed, plain]);
  });

  test.each<[string, ReturnType<typeof dateFormatOf>]>([
    ['Format: 12/31/2024', { dateOrder: 'mdy', separator: '/' }],
    ['31.12.2024', { dateOrder: 'dmy', separator: '.' }],
    ['2024-12-31', { dateOrder: 'ymd', separator: '-' }],
    ['DD/MM/YYYY', { dateOrder: 'dmy', separator: '/', padded: true }],
    ['M/D/YYYY', { dateOrder: 'mdy', separator: '/', padded: false }],
    ['31/05/2024', { dateOrder: 'dmy', separator: '/', padded: true }],
    ['5/31/2024', { dateOrder: 'mdy', separator: '/', padded: false }],
    ['MM/DD/YYYY', { dateOrder: 'mdy', separator: '/', padded: true }],
    ['01/02/2024', null],
    ['', null],
    ['soon', null],
  ])('the page’s example “%s”', (example, format) => {
    expect(dateFormatOf(example)).toEqual(format);
  });

  test.each(['en', 'en-US', 'en-GB', 'de', 'fr', 'nl', 'sv', 'ja'])(
    'in %s, what is typed reads back as what was meant',
    (language) => {
      const format = writeFormatOf({ language });
      const clock = { now: Date.UTC(2026, 10, 22), today: '2026-11-22' };
      fc.assert(
        fc.property(
          fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
          fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
          (date, cents) => {
            const day = date.toISOString().slice(0, 10);
            expect(parseDate(typedText(day, format), { language }, clock)).toMatchObject({
              state: 'value',
              value: day,
            });
            const number = parseNumber(typedText(cents / 100, format), { language });
            expect(number).toMatchObject({ state: 'value', value: cents / 100 });
          },
        ),
      );
    },
  );

  test.each([
    ['Dec 31, 2026', true],
    ['31. Dezember 2026', true],
    ['12/31/2026', false],
    ['', false],
    ['--None--', false],
  ])('“%s” shows a month’s name: %s', (held, shows) => {
    expect(showsMonthName(held)).toBe(shows);
  });

  test('a stray language tag does no harm', () => {
    expect(writeFormatOf({ language: 'not a tag!' }).decimal).toBe('.');
  });
});
