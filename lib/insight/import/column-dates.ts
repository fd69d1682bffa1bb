import { addDays, dayNumber, readDay } from '@/lib/domain/calendar';
import { parseDate } from '@/lib/domain/date';
import type { DateOrder, FormatHints } from '@/lib/domain/hints';

/** Reads the dates of one column: day numbers; null where a text is no date. */
export type DateReader = {
  read: (text: string) => number | null;
  /** Whether day and month of this text could be swapped, in a column that does not tell which comes first. */
  unsure: (text: string) => boolean;
  note: string | null;
};

const NUMERIC = /^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{2}|\d{4})(?!\d)/;
const SPREADSHEET_EPOCH = '1899-12-30';
const DAY_MS = 86_400_000;

/** `today` is only needed for dates that leave out the year. */
export function dateReader(
  column: string,
  texts: readonly string[],
  asked: DateOrder | undefined,
  today: string,
): DateReader {
  const found = asked === undefined ? orderOf(texts) : { order: asked, sure: true };
  const clock = { now: (dayOf(today) ?? 0) * DAY_MS, today };
  const hints: FormatHints = found.order === null ? {} : { dateOrder: found.order };
  const seen = new Map<string, number | null>();
  const read = (text: string): number | null => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const day = readDate(text, hints, clock);
    seen.set(text, day);
    return day;
  };
  const note = found.sure
    ? null
    : `${column}: day and month could be swapped, ${found.order === 'dmy' ? 'day' : 'month'} first was taken; "dates: DMY" or "dates: MDY" in the mapping settles it.`;
  return { read, unsure: (text) => !found.sure && couldBeSwapped(text), note };
}

function readDate(text: string, hints: FormatHints, clock: { now: number; today: string }): number | null {
  const iso = /^(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return dayOf(`${iso[1] ?? ''}-${iso[2] ?? ''}-${iso[3] ?? ''}`);
  if (/^\d+(\.\d+)?$/.test(text)) return numberDay(Number(text));
  const parsed = parseDate(text, hints, clock);
  if (parsed.state !== 'value') return null;
  // "Yesterday" was the day before the export, and nobody knows which that was.
  const later = parseDate(text, hints, { now: clock.now + DAY_MS, today: addDays(clock.today, 1) ?? clock.today });
  return later.state === 'value' && later.value === parsed.value ? dayOf(parsed.value) : null;
}

/** Days as spreadsheets count them, seconds or milliseconds since 1970. */
function numberDay(value: number): number | null {
  if (value >= 20_000 && value < 80_000) return dayOf(addDays(SPREADSHEET_EPOCH, Math.floor(value)) ?? '');
  if (value >= 3e8 && value < 4e9) return Math.floor(value / 86_400);
  return value >= 3e11 && value < 4e12 ? Math.floor(value / DAY_MS) : null;
}

function couldBeSwapped(text: string): boolean {
  const match = NUMERIC.exec(text);
  const [first, second] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && first !== second && first <= 12 && second <= 12;
}

/** Whether day or month comes first, from the values that only one of them allows; by custom of the mark where none does. */
function orderOf(texts: readonly string[]): { order: DateOrder | null; sure: boolean } {
  let [dayFirst, monthFirst, undecided, dots] = [0, 0, 0, 0];
  for (const text of texts) {
    const match = NUMERIC.exec(text);
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (first > 12 && second <= 12) dayFirst += 1;
    else if (second > 12 && first <= 12) monthFirst += 1;
    else if (first !== second) undecided += 1;
    if (text.includes('.')) dots += 1;
  }
  if (dayFirst + monthFirst > 0)
    return { order: dayFirst >= monthFirst ? 'dmy' : 'mdy', sure: dayFirst === 0 || monthFirst === 0 };
  if (undecided === 0) return { order: null, sure: true };
  return dots > 0 ? { order: 'dmy', sure: true } : { order: 'mdy', sure: false };
}

function dayOf(date: string): number | null {
  const day = readDay(date);
  return day === null ? null : dayNumber(day);
}
