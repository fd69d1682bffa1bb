import { dayFromNumber, dayNumber } from '@/lib/domain/calendar';

export type PeriodKind = 'week' | 'month' | 'quarter';

const WEEK = 7;
/** 1970-01-01 was a Thursday: weeks begin on Mondays. */
const TO_MONDAY = 3;

/** Running number of the period a day lies in. */
export function periodOf(day: number, kind: PeriodKind): number {
  if (kind === 'week') return Math.floor((day + TO_MONDAY) / WEEK);
  const { year, month } = dayFromNumber(day);
  const months = year * 12 + month - 1;
  return kind === 'month' ? months : Math.floor(months / 3);
}

/** First day of a period. */
export function startOf(period: number, kind: PeriodKind): number {
  if (kind === 'week') return period * WEEK - TO_MONDAY;
  const months = kind === 'month' ? period : period * 3;
  return dayNumber({ year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 });
}

/** Where a period stands in the larger one: the month in its quarter, the quarter in its year; weeks have no place. */
export function placeOf(period: number, kind: PeriodKind): number {
  if (kind === 'week') return 0;
  return kind === 'month' ? period % 3 : period % 4;
}

/** Periods of the larger one. */
export function placesIn(kind: PeriodKind): number {
  return kind === 'week' ? 1 : kind === 'month' ? 3 : 4;
}

/** `2026-04`, `2026-Q2`, or the Monday of a week. */
export function periodName(period: number, kind: PeriodKind): string {
  const { year, month, day } = dayFromNumber(startOf(period, kind));
  const two = (n: number): string => String(n).padStart(2, '0');
  if (kind === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`;
  return kind === 'month' ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}
