const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day of the proleptic Gregorian calendar, 1-based month. */
export type Ymd = { year: number; month: number; day: number };

/** Whether the day exists: no 30 February, years 1–9999. */
export function isRealDay({ year, month, day }: Ymd): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Days of a month; 0 for a month that is none. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Writes a day as `YYYY-MM-DD`. */
export function formatDay({ year, month, day }: Ymd): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Reads `YYYY-MM-DD`; null when it is not a day that exists. By hand: a backtest reads millions of them. */
export function readDay(text: string): Ymd | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null;
  const day = { year: digits(text, 0, 4), month: digits(text, 5, 7), day: digits(text, 8, 10) };
  return isRealDay(day) ? day : null;
}

/** The number that these characters write; NaN where one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Number of a day counted from 1970-01-01; days from civil, https://howardhinnant.github.io/date_algorithms.html. */
export function dayNumber({ year, month, day }: Ymd): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day with that number: the inverse of `dayNumber`. */
export function dayFromNumber(number: number): Ymd {
  const z = Math.trunc(number) + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** Calendar days from `a` to `b` (both `YYYY-MM-DD`), negative when `b` is earlier; null when one is no date. No zone, no DST. */
export function daysBetween(a: string, b: string): number | null {
  const from = readDay(a);
  const to = readDay(b);
  return from && to ? dayNumber(to) - dayNumber(from) : null;
}

/** The date `days` later (or earlier); null when `date` is none or the result leaves the years 1–9999. */
export function addDays(date: string, days: number): string | null {
  const from = readDay(date);
  if (!from || !Number.isFinite(days)) return null;
  const to = dayFromNumber(dayNumber(from) + Math.trunc(days));
  return isRealDay(to) ? formatDay(to) : null;
}

/** The date `months` later; the day is cut to the month's last (31 January + 1 month = 28 February). */
export function addMonths(date: string, months: number): string | null {
  const from = readDay(date);
  if (!from || !Number.isFinite(months)) return null;
  const index = from.year * 12 + from.month - 1 + Math.trunc(months);
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const to = { year, month, day: Math.min(from.day, daysInMonth(year, month)) };
  return isRealDay(to) ? formatDay(to) : null;
}

/** A date, a local time or an exact instant, split; `ms` is null unless an offset makes it exact. */
export type Moment = { date: string; ms: number | null; order: number };

/**
 * Reads a stored date or instant: `2026-12-04`, `2026-12-04T15:30:00` (the user's wall clock), `…T15:30:00Z`, `…+02:00`.
 * `order` is ms for sorting only, taking a wall clock as UTC. Null when it is none of these.
 */
export function readMoment(text: string): Moment | null {
  if (text.length === 10) {
    const day = readDay(text);
    return day && { date: text, ms: null, order: dayNumber(day) * DAY_MS };
  }
  const match = INSTANT.exec(text);
  const date = match?.[1];
  const day = date === undefined ? null : readDay(date);
  if (!match || date === undefined || !day) return null;
  const [hour, minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const fraction = Math.trunc(Number(`0.${match[5] ?? '0'}`) * 1000);
  const order = dayNumber(day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
  const zone = match[6];
  if (zone === undefined) return { date, ms: null, order };
  const offset = offsetMinutes(zone);
  return offset === null ? null : { date, ms: order - offset * 60_000, order: order - offset * 60_000 };
}

/**
 * Whole days from a date or instant to the clock, negative when it lies ahead; null when the text is neither.
 * A date or a wall-clock time counts calendar days; an exact instant counts elapsed days, the same in every zone.
 */
export function daysSince(text: string, clock: { now: number; today: string }): number | null {
  const moment = readMoment(text);
  if (!moment) return null;
  if (moment.ms === null) {
    const today = readDay(clock.today);
    return today && dayNumber(today) - Math.floor(moment.order / DAY_MS);
  }
  const days = (clock.now - moment.ms) / DAY_MS;
  return Number.isFinite(days) ? Math.trunc(days) + 0 : null;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  if (minutes > 18 * 60 || Number(zone.slice(-2)) > 59) return null;
  return zone.startsWith('-') ? -minutes : minutes;
}

/** The UTC day of a moment in ms; null outside the years 1–9999. */
export function dateOfMs(ms: number): string | null {
  if (!Number.isFinite(ms)) return null;
  const day = dayFromNumber(Math.floor(ms / DAY_MS));
  return isRealDay(day) ? formatDay(day) : null;
}

/** A moment in ms as `2026-12-04T13:30:00.000Z`; null outside the years 1–9999. */
export function instantOfMs(ms: number): string | null {
  const date = dateOfMs(ms);
  if (date === null) return null;
  const rest = Math.floor(ms) - Math.floor(ms / DAY_MS) * DAY_MS;
  const part = (size: number, count: number, width: number): string =>
    String(Math.floor(rest / size) % count).padStart(width, '0');
  return `${date}T${part(3_600_000, 24, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}Z`;
}
