import { describe, expect, test } from 'vitest';
import { parseInstant } from '@/lib/domain/date';

// A Sunday.
const clock = { now: Date.parse('2026-11-22T12:00:00Z'), today: '2026-11-22' };

describe('a weekday of the last week', () => {
  test.each([
    ['last Friday at 3:00 PM', '2026-11-20'],
    ['last Sunday at 3:00 PM', '2026-11-15'],
    ['last Monday', '2026-11-16'],
    ['letzten Freitag', '2026-11-20'],
    ['vendredi dernier', '2026-11-20'],
  ])('%s is %s', (text, date) => {
    expect(parseInstant(text, {}, clock)).toEqual({ state: 'value', value: date });
  });

  test.each(['last Fooday', 'last', 'Friday dernier week'])('%s is odd', (text) => {
    expect(parseInstant(text, {}, clock)).toEqual({ state: 'odd' });
  });
});
