import { dayNumber, daysInMonth, formatDay, isRealDay, readDay, type Ymd } from './calendar';
import type { DateOrder, Format } from './hints';
import { isWeekday, monthNumber } from './month-names';
import { ODD, parsed, type Parsed } from './parsed';

const YEAR_FIRST = /^(\d{4})\s?([-/.年년])\s?(\d{1,2})\s?([-/.月월])\s?(\d{1,2})[日일.]?$/u;
const YEAR_LAST = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?$/;
const NO_YEAR = /^(\d{1,2})([/.])\s?(\d{1,2})\.?$/;
const NO_YEAR_EAST = /^(\d{1,2})\s?[月월]\s?(\d{1,2})[日일]$/u;
const FILLERS = new Set('of the de del do der den le la el am on'.split(' '));
const ORDINAL = /^(\d{1,2})(?:st|nd|rd|th|er|e|o|º|ª|\.)$/;

/** Reads a written day; `text` is plain, lower case, without accents and without a time. */
export function readWrittenDay(text: string, format: Format, today: string): Parsed<string> {
  const first = YEAR_FIRST.exec(text);
  if (first) return real({ year: Number(first[1]), month: Number(first[3]), day: Number(first[5]) }, false);
  const last = YEAR_LAST.exec(text);
  if (last) return numericDay(Number(last[1]), Number(last[3]), last[4] ?? '', last[2] ?? '/', format);
  const east = NO_YEAR_EAST.exec(text);
  if (east) return withoutYear(Number(east[1]), Number(east[2]), today);
  const short = NO_YEAR.exec(text);
  if (short) return numericNoYear(Number(short[1]), Number(short[3]), short[2] ?? '/', format, today);
  return namedDay(text, format, today);
}

/** `a/b/yyyy`: points mean day first; else the hint, where it gives a real day; else the one order that does; else month first, approximate. */
function numericDay(a: number, b: number, yearText: string, mark: string, format: Format): Parsed<string> {
  if (yearText.length === 2 && format.dateOrder === 'ymd')
    return real({ year: 2000 + a, month: b, day: Number(yearText) }, false);
  const year = fullYear(yearText);
  const dayFirst = { year, month: b, day: a };
  const monthFirst = { year, month: a, day: b };
  const order = mark === '.' ? 'dmy' : format.dateOrder;
  const [likely, other] = order === 'dmy' ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  if (!isRealDay(likely)) return real(other, false);
  return real(likely, undecided(order) && a !== b && isRealDay(other));
}

function numericNoYear(a: number, b: number, mark: string, format: Format, today: string): Parsed<string> {
  const order = mark === '.' ? 'dmy' : format.dateOrder;
  const [month, day] = order === 'dmy' ? [b, a] : [a, b];
  return month > 12 ? withoutYear(day, month, today) : withoutYear(month, day, today);
}

function undecided(order: DateOrder | null): boolean {
  return order !== 'dmy' && order !== 'mdy';
}

/** `31. dezember 2026`, `dec 31, 2026`, `31 dec`, `dec 2026`. */
function namedDay(text: string, format: Format, today: string): Parsed<string> {
  const words = text
    .split(/[\s,/]+|(?<=[a-z])-|-(?=[a-z])|(?<=[a-z]\.)-?|(?<=\d\.)(?=[a-z])/u)
    .filter((word) => word !== '' && !FILLERS.has(word));
  const named = dropWeekday(words);
  const at = named.findIndex((word) => monthOf(word) !== null);
  const month = monthOf(named[at] ?? '');
  const numbers = named.filter((_, index) => index !== at).map((word) => ORDINAL.exec(word)?.[1] ?? word);
  if (month === null || numbers.some((number) => !/^\d{1,4}$/.test(number))) return ODD;
  return placed(numbers, at, month, format, today);
}

function placed(numbers: readonly string[], at: number, month: number, format: Format, today: string): Parsed<string> {
  const [first = '', second] = numbers;
  if (numbers.length === 1 && first.length === 4) {
    const year = Number(first);
    return real({ year, month, day: daysInMonth(year, month) }, true);
  }
  if (numbers.length === 1) return withoutYear(month, Number(first), today);
  if (numbers.length !== 2 || second === undefined) return ODD;
  const yearLeads = first.length === 4 || (at === 1 && format.dateOrder === 'ymd' && second.length !== 4);
  const [yearText, dayText] = yearLeads ? [first, second] : [second, first];
  if (yearText.length !== 4 && yearText.length !== 2) return ODD;
  return real({ year: fullYear(yearText), month, day: Number(dayText) }, false);
}

/** `mar` is March as well as Tuesday in French and Spanish: it is the weekday only where another word names the month. */
function dropWeekday(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  if (!isWeekday(first.replace(/\.$/, '')) || rest.length === 0) return words;
  return monthOf(first) === null || rest.some((word) => monthOf(word) !== null) ? rest : words;
}

function monthOf(word: string): number | null {
  return monthNumber(word.replace(/\.$/, ''));
}

/** The nearest such day, before or after today; of two equally near ones the later. */
function withoutYear(month: number, day: number, today: string): Parsed<string> {
  const now = readDay(today);
  if (!now) return ODD;
  const distance = (candidate: Ymd): number => Math.abs(dayNumber(candidate) - dayNumber(now));
  const [nearest] = Array.from({ length: 17 }, (_, index) => ({ year: now.year + 8 - index, month, day }))
    .filter(isRealDay)
    .toSorted((a, b) => distance(a) - distance(b));
  return nearest ? real(nearest, true) : ODD;
}

function fullYear(text: string): number {
  if (text.length !== 2) return Number(text);
  return Number(text) + (Number(text) < 70 ? 2000 : 1900);
}

function real(day: Ymd, approximate: boolean): Parsed<string> {
  return isRealDay(day) && day.year >= 1900 && day.year <= 2200 ? parsed(formatDay(day), approximate) : ODD;
}
