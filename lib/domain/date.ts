import { dateOfMs, instantOfMs, readMoment } from './calendar';
import { plainLine } from './clean-text';
import type { Clock } from './clock';
import { resolveFormat, type FormatHints } from './hints';
import { ODD, mapParsed, parsed, type Parsed } from './parsed';
import { readRelative } from './relative-date';
import { splitTime, type TimeOfDay } from './time-of-day';
import { readWrittenDay } from './written-day';

const LONGEST = 80;
const ISO = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}/i;

type DayAndTime = { date: string; time: TimeOfDay | null; ms: number | null };

/**
 * Reads a calendar day as `YYYY-MM-DD`: numeric, with month names of ten languages, East Asian, ISO, relative.
 * Approximate: no year (the nearest day is taken), only a month (its last day), weeks or coarser, hours ("3 hours ago" may be
 * yesterday), and day and month that could be swapped with no hint which (month first is taken).
 */
export function parseDate(text: string, hints: FormatHints, clock: Clock): Parsed<string> {
  return mapParsed(readDayAndTime(text, hints, clock, true), ({ date }) => date);
}

/**
 * Reads a moment. With a zone, or counted from now: exact, in UTC (`2026-12-04T13:30:00.000Z`). Without: the calendar day
 * (`2026-12-04`), for only the user's own zone could tell the rest. Approximate as in `parseDate`.
 */
export function parseInstant(text: string, hints: FormatHints, clock: Clock): Parsed<string> {
  return mapParsed(readDayAndTime(text, hints, clock, false), ({ date, ms }) =>
    ms === null ? date : (instantOfMs(ms) ?? date),
  );
}

function readDayAndTime(text: string, hints: FormatHints, clock: Clock, wantsDay: boolean): Parsed<DayAndTime> {
  const line = plainLine(text).toLowerCase();
  if (line.length === 0 || line.length > LONGEST) return ODD;
  if (ISO.test(line)) return isoMoment(line.toUpperCase().replace(' ', ''));
  const plain = stripAccents(line);
  const relative = relativeDay(plain, clock, wantsDay);
  if (relative) return relative;
  const split = splitTime(plain);
  if (!split) return ODD;
  const relativeWithTime = split.time ? relativeDay(split.day, clock, wantsDay) : null;
  const day = relativeWithTime
    ? mapParsed(relativeWithTime, ({ date }) => date)
    : readWrittenDay(split.day, resolveFormat(hints), clock.today);
  return mapParsed(day, (date) => withTime(date, split.time));
}

function isoMoment(text: string): Parsed<DayAndTime> {
  const moment = readMoment(text.replace(/(:\d{2})[.,](\d{1,9})\d*/, '$1.$2'));
  return moment ? parsed({ date: moment.date, time: null, ms: moment.ms }, false) : ODD;
}

function relativeDay(text: string, clock: Clock, wantsDay: boolean): Parsed<DayAndTime> | null {
  const relative = readRelative(text, clock);
  if (!relative) return null;
  if (relative.kind === 'day') return parsed({ date: relative.date, time: null, ms: null }, relative.approximate);
  const date = dateNear(relative.ms, clock);
  return date === null ? ODD : parsed({ date, time: null, ms: relative.ms }, wantsDay && relative.ms !== clock.now);
}

/** The day of a moment as whole days from today: which day "20 hours ago" was depends on the user's zone. */
function dateNear(ms: number, clock: Clock): string | null {
  const today = readMoment(clock.today);
  return today ? dateOfMs(today.order + Math.trunc((ms - clock.now) / 86_400_000) * 86_400_000) : null;
}

function withTime(date: string, time: TimeOfDay | null): DayAndTime {
  if (time === null || time.offset === null) return { date, time, ms: null };
  const day = readMoment(date);
  const minutes = time.hour * 60 + time.minute - time.offset;
  return { date, time, ms: day ? day.order + (minutes * 60 + time.second) * 1000 : null };
}

function stripAccents(text: string): string {
  // Latin accents only: in kana the mark is part of the letter.
  return text
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFC');
}
