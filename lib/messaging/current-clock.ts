import type { Clock } from '@/lib/domain/clock';

/** The moment and the user's calendar day, for the pure code that may not ask. */
export function currentClock(): Clock {
  const date = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return { now: date.getTime(), today: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` };
}
