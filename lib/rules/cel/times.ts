import { err, type Err, type Span, type Time } from './values';

export const DAY_MS = 86_400_000;

/** The years 1 to 9999, as CEL has them. */
const FIRST_MS = -62_135_596_800_000;
const LAST_MS = 253_402_300_799_999;

/** What 64 bits of nanoseconds hold, as CEL has it: about 292 years. */
const LONGEST_MS = 9_223_372_036_854;

/** An instant; an error outside of the years 1 to 9999. */
export function timeOf(ms: number): Time | Err {
  return inRange({ t: 'time', ms, day: Math.floor(ms / DAY_MS), date: false });
}

/** The time itself, unless it lies outside of the calendar. */
export function inRange(time: Time): Time | Err {
  return time.ms >= FIRST_MS && time.ms < LAST_MS + 1 ? time : err('the date is out of range');
}

/** A length of time; an error where it is longer than CEL allows. */
export function spanOf(ms: number): Span | Err {
  return Math.abs(ms) <= LONGEST_MS ? { t: 'span', ms } : err('the duration is out of range');
}
