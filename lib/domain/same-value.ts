import { daysBetween, readDay, readMoment } from './calendar';
import type { Field, FieldValue, Money } from './deal';

/** What was last written as "in 2 months" may drift by half a month without anyone having moved it. */
const DRIFT_DAYS = 15;

type ValueField = Extract<Field, { state: 'value' }>;

/** Whether two readings of a field may well say the same: equal, or equal as far as the rougher of the two goes. */
export function sameValue(a: ValueField, b: ValueField): boolean {
  const rough = a.approximate === true || b.approximate === true;
  const [x, y] = [a.value, b.value];
  if (typeof x === 'string' && typeof y === 'string') return sameText(x, y, rough);
  const [m, n] = [asMoney(x), asMoney(y)];
  if (!m || !n) return false;
  if (m.currency !== null && n.currency !== null && m.currency !== n.currency) return false;
  return m.value === n.value || (rough && sameRounded(m.value, n.value, stepOf(m.value, a), stepOf(n.value, b)));
}

function asMoney(value: FieldValue): Money | null {
  if (typeof value === 'number') return { value, currency: null };
  return typeof value === 'string' ? null : value;
}

/** The rougher of the two decides: 48.7K and 48,712 are the same, 48.7K and 48.8K are not. */
function sameRounded(a: number, b: number, stepA: number, stepB: number): boolean {
  const step = Math.max(stepA, stepB);
  if (stepA === stepB) return a === b;
  return Math.abs(a - b) <= step / 2;
}

/** The size of the last digit that was shown: 48.7K ends in hundreds, 50K in thousands although it ends in four zeros. */
function stepOf(value: number, field: ValueField): number {
  if (!field.approximate) return 0;
  const size = Math.abs(value);
  const unit = [1e9, 1e6, 1e3].find((scale) => size >= scale) ?? 1;
  let step = 1;
  while (step < unit && size % (step * 10) === 0) step *= 10;
  return step;
}

function sameText(a: string, b: string, rough: boolean): boolean {
  if (a === b) return true;
  const [m, n] = [readMoment(a), readMoment(b)];
  if (!m || !n) return rough && sameCutText(a, b);
  if (m.ms !== null && n.ms !== null) return m.ms === n.ms || (rough && closeDays(m.date, n.date, DRIFT_DAYS));
  // A day against an exact moment: which day that was depends on the user's zone.
  if (m.ms !== null || n.ms !== null) return closeDays(m.date, n.date, rough ? DRIFT_DAYS : 1);
  return m.date === n.date || (rough && (closeDays(m.date, n.date, DRIFT_DAYS) || sameDigits(m.date, n.date)));
}

function closeDays(a: string, b: string, days: number): boolean {
  const distance = daysBetween(a, b);
  return distance !== null && Math.abs(distance) <= days;
}

/** Same day and month in another year (the year was guessed), or day and month swapped (the order was). */
function sameDigits(a: string, b: string): boolean {
  const [x, y] = [readDay(a), readDay(b)];
  if (!x || !y) return false;
  if (x.month === y.month && x.day === y.day) return true;
  return x.year === y.year && x.month === y.day && x.day === y.month;
}

/** A text that the page cut short against the whole one. */
function sameCutText(a: string, b: string): boolean {
  const [short, long] = [a, b]
    .map((text) => text.replace(/(?:\u2026|\.{3})$/, '').trimEnd())
    .toSorted((x, y) => x.length - y.length);
  return short !== undefined && long !== undefined && short !== '' && long.startsWith(short);
}
