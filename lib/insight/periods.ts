import { addMonths, dayFromNumber, dayNumber, formatDay, readDay } from '@/lib/domain/calendar';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** A span of days, as day numbers since 1970-01-01; `end` is the first day after it. */
export type Period = { start: number; end: number; name: string };

const MONTHS: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, year: 12 };

/** Days read before: a layout has the same few thousand in every table. */
const READ = new Map<string, number | null>();
const MOST_READ = 20_000;

/** Number of a `YYYY-MM-DD`; null where it is none. */
export function dayOf(text: string | null): number | null {
  if (text === null) return null;
  const known = READ.get(text);
  if (known !== undefined) return known;
  const day = readDay(text);
  const number = day === null ? null : dayNumber(day);
  if (READ.size < MOST_READ) READ.set(text, number);
  return number;
}

/** `YYYY-MM-DD` of a day's number. */
export function dayText(day: number): string {
  return formatDay(dayFromNumber(day));
}

/**
 * The period a day lies in. `fiscalStart` is the month (1–12) in which the business year begins; a business year is named
 * after the calendar year in which it ends, as `FY2027-Q1`, and plainly `2026-Q4` where it is the calendar year.
 */
export function periodAt(day: number, kind: PeriodKind, fiscalStart = 1): Period {
  const { year, month } = dayFromNumber(day);
  const into = (year * 12 + month - fiscalStart) % MONTHS[kind];
  const first = formatDay({ ...dayFromNumber(day), day: 1 });
  const start = dayOf(addMonths(first, -into)) ?? day;
  const end = dayOf(addMonths(dayText(start), MONTHS[kind])) ?? day + 1;
  return { start, end, name: nameOf(start, kind, fiscalStart) };
}

/** Every period that has a day from `from` to `to`, in order. */
export function periodsBetween(from: number, to: number, kind: PeriodKind, fiscalStart = 1): Period[] {
  const out: Period[] = [];
  for (let day = from; day <= to;) {
    const period = periodAt(day, kind, fiscalStart);
    out.push(period);
    day = period.end;
  }
  return out;
}

function nameOf(start: number, kind: PeriodKind, fiscalStart: number): string {
  const { year, month } = dayFromNumber(start);
  if (kind === 'month') return `${year}-${String(month).padStart(2, '0')}`;
  const place = (month - fiscalStart + 12) % 12;
  const ends = fiscalStart === 1 || month < fiscalStart ? year : year + 1;
  const named = `${fiscalStart === 1 ? '' : 'FY'}${ends}`;
  return kind === 'year' ? named : `${named}-Q${Math.floor(place / 3) + 1}`;
}
