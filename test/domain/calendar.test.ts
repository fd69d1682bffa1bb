import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dateOfMs,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysSince,
  instantOfMs,
  readDay,
  readMoment,
} from '@/lib/domain/calendar';

const clock = { now: Date.UTC(2026, 10, 22, 9), today: '2026-11-22' };

test.each([
  ['same day', '2026-03-01', '2026-03-01', 0],
  ['over a leap day', '2028-02-28', '2028-03-01', 2],
  ['no leap day in 2026', '2026-02-28', '2026-03-01', 1],
  ['over the start of summer time', '2026-03-28', '2026-03-30', 2],
  ['backwards', '2026-12-31', '2026-01-01', -364],
  ['no date', '2026-02-30', '2026-03-01', null],
  ['no text', '', '2026-03-01', null],
])('days between: %s', (_name, a, b, days) => {
  expect(daysBetween(a, b)).toBe(days);
});

test.each([
  ['month end is cut', '2026-01-31', 1, '2026-02-28'],
  ['leap year', '2028-01-31', 1, '2028-02-29'],
  ['over the year', '2026-11-30', 3, '2027-02-28'],
  ['backwards', '2026-01-15', -1, '2025-12-15'],
  ['out of range', '9999-12-31', 1, null],
])('add months: %s', (_name, date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected);
});

test.each([
  ['a date counts calendar days', '2026-11-20', 2],
  ['a date ahead', '2026-11-25', -3],
  ['a wall clock counts calendar days', '2026-11-21T23:59:00', 1],
  ['an instant counts elapsed days', '2026-11-21T10:00:00Z', 0],
  ['an instant a day and an hour ago', '2026-11-21T08:00:00Z', 1],
  ['an instant with an offset', '2026-11-21T10:00:00+02:00', 1],
  ['an instant later today', '2026-11-22T15:00:00Z', 0],
  ['no date', 'yesterday', null],
  ['no such hour', '2026-11-21T24:00:00Z', null],
])('days since: %s', (_name, text, days) => {
  expect(daysSince(text, clock)).toBe(days);
});

const day = fc.integer({ min: -719_162, max: 2_932_896 });

describe('the calendar', () => {
  test('agrees with the platform on every day of 9999 years', () => {
    fc.assert(
      fc.property(day, (number) => {
        const { year, month, day: date } = dayFromNumber(number);
        const platform = new Date(number * 86_400_000);
        expect([year, month, date]).toEqual([
          platform.getUTCFullYear(),
          platform.getUTCMonth() + 1,
          platform.getUTCDate(),
        ]);
        expect(dayNumber({ year, month, day: date })).toBe(number);
      }),
    );
  });

  test('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (days) => {
        const later = addDays('2026-11-22', days);
        expect(later === null ? null : daysBetween('2026-11-22', later)).toBe(days);
      }),
    );
  });

  test('writes instants as the platform does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6e13, max: 2.5e14 }), (ms) => {
        const text = instantOfMs(ms);
        expect(text).toBe(new Date(ms).toISOString());
        expect(readMoment(text ?? '')?.ms).toBe(ms);
        expect(dateOfMs(ms)).toBe(new Date(ms).toISOString().slice(0, 10));
      }),
    );
  });

  test('takes any text and gives a real day or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readDay(text);
        expect(read === null || Number.isInteger(dayNumber(read))).toBe(true);
      }),
    );
  });
});
