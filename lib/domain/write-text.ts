import { readDay } from './calendar';
import type { FieldValue } from './deal';
import { resolveFormat, type DateOrder, type FormatHints } from './hints';

/**
 * How a form takes numbers and dates. Where nothing tells the order of a date's numbers, the month is written by its name in
 * the page's language; without a language, the plain form is written.
 */
export type WriteFormat = {
  dateOrder: DateOrder | null;
  separator: string;
  decimal: '.' | ',';
  language: string | null;
  /** Days and months below ten get a leading zero. */
  padded: boolean;
};

/** The format that a page's language and its adapter suggest. */
export function writeFormatOf(hints: FormatHints): WriteFormat {
  const { dateOrder, decimal, language, region } = resolveFormat(hints);
  const tag = [language, region].filter((part) => part !== null).join('-');
  const known = tag !== '' && isLanguage(tag) ? tag : null;
  return {
    dateOrder,
    separator: separatorOf(known, dateOrder),
    decimal: decimal ?? '.',
    language: known,
    padded: true,
  };
}

/** A value as a form's plain controls take it: text, digits with a point, `YYYY-MM-DD`; empty for nothing. */
export function plainText(value: FieldValue | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return digitsOf(typeof value === 'number' ? value : value.value);
}

/** A value as a person would type it in that format. A money's currency is not typed: it is a field of its own. */
export function typedText(value: FieldValue | null, format: WriteFormat): string {
  const { dateOrder, decimal, language } = format;
  const plain = plainText(value);
  if (value === null || typeof value === 'string') {
    const day = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? readDay(value) : null;
    if (day === null) return plain;
    if (dateOrder !== null) return inOrder(plain, dateOrder, format);
    return language === null ? plain : withMonthName(plain, language);
  }
  return decimal === ',' ? plain.replace('.', ',') : plain;
}

/** A date that a control shows with its month's name tells that it takes one so. */
export function showsMonthName(held: string): boolean {
  return /\d/.test(held) && /\p{L}{3}/u.test(held);
}

/**
 * The format of an example or pattern that a page shows: `12/31/2024`, `31.12.2024`, `MM/DD/YYYY`. Null where it tells nothing:
 * `01/02/2024` may be either order.
 */
export function dateFormatOf(example: string): Partial<WriteFormat> | null {
  const found = /([0-9]+|[DMYdmy]+)([./\-\s])([0-9]+|[DMYdmy]+)\2([0-9]+|[DMYdmy]+)/.exec(example);
  if (!found) return null;
  const [, first = '', separator = '', second = '', third = ''] = found;
  const dateOrder = orderOf(first, second, third);
  if (dateOrder === null) return null;
  // `12/31` leaves it open whether a third of May is `05/03`.
  const [day, month] = dateOrder === 'ymd' ? [second, third] : [first, second];
  const short = [day, month].some((part) => part.length === 1);
  const long = [day, month].some((part) => /^(?:0\d|MM|DD)$/i.test(part));
  return { dateOrder, separator, ...(short ? { padded: false } : long ? { padded: true } : {}) };
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false; // not even a tag
  }
}

/** What the language puts between day, month and year; else the mark that is most usual with the order. */
function separatorOf(language: string | null, order: DateOrder | null): string {
  const parts = language === null ? [] : new Intl.DateTimeFormat(language).formatToParts(0);
  const mark = parts.find((part) => part.type === 'literal')?.value.trim();
  if (mark !== undefined && /^[./-]$/.test(mark)) return mark;
  return order === 'ymd' ? '-' : '/';
}

function withMonthName(date: string, language: string): string {
  const style = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language, style).format(Date.parse(date));
}

function orderOf(first: string, second: string, third: string): DateOrder | null {
  const letters = [first, second, third].map((part) => part[0]?.toLowerCase() ?? '').join('');
  if (letters === 'dmy' || letters === 'mdy' || letters === 'ymd') return letters;
  if (first.length === 4) return 'ymd';
  if (third.length !== 4) return null;
  if (Number(first) > 12) return 'dmy';
  return Number(second) > 12 ? 'mdy' : null;
}

function inOrder(date: string, order: DateOrder, { separator, padded }: WriteFormat): string {
  const [year = '', ...rest] = date.split('-');
  const [month = '', day = ''] = padded ? rest : rest.map((part) => String(Number(part)));
  const parts = { dmy: [day, month, year], mdy: [month, day, year], ymd: [year, month, day] }[order];
  return parts.join(separator);
}

/** No grouping and no exponent: both are read differently from place to place. */
function digitsOf(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Math.round(value * 1e6) / 1e6);
}
