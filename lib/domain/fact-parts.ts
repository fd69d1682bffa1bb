import type { MissingInput } from './assessment';
import { daysSince } from './calendar';
import type { Clock } from './clock';
import { fieldOf, type Deal, type Field, type Row, type RowList } from './deal';
import { DEAL_FIELDS, LIST_LABELS, type DealFieldKey, type ListName } from './fields';
import type { Fact } from './facts';

/** A value on the way to a fact, or the inputs it lacks. */
export type Known<T> = { value: T } | { missing: readonly MissingInput[] };

/** A known number as a fact. */
export function toFact(known: Known<number>): Fact {
  return 'value' in known ? { state: 'value', value: known.value + 0 } : { state: 'unknown', inputs: known.missing };
}

/** Changes a known value; missing stays missing. */
export function derive<T, U>(known: Known<T>, change: (value: T) => U): Known<U> {
  return 'value' in known ? { value: change(known.value) } : known;
}

/** Days from a date or instant field of the deal to the clock. An empty field leaves nothing to count from. */
export function daysSinceField(deal: Deal, key: DealFieldKey, clock: Clock): Known<number> {
  const { label } = DEAL_FIELDS[key];
  const field = fieldOf(deal, key);
  const days = daysSinceOf(field, clock);
  return days === null ? { missing: [missingField(key, label, field)] } : { value: days };
}

/** Days from a date or instant to the clock; null when the field holds none. */
function daysSinceOf(field: Field | undefined, clock: Clock): number | null {
  return field?.state === 'value' && typeof field.value === 'string' ? daysSince(field.value, clock) : null;
}

/** Why a field gave no value. */
export function missingField(input: string, label: string, field: Field): MissingInput {
  if (field.state === 'empty') return { input, label, reason: 'empty' };
  if (field.state === 'value') return { input, label, reason: 'odd' };
  return { input, label, reason: field.reason, ...(field.raw === undefined ? {} : { raw: field.raw }) };
}

/** All rows of a list; missing when it was not shown, or only in part: a count of a part is no count. */
export function wholeList(deal: Deal, name: ListName): Known<readonly Row[]> {
  const list = listOf(deal, name);
  if (list.state === 'rows' && list.complete) return { value: list.rows };
  return {
    missing: [{ input: name, label: LIST_LABELS[name], reason: list.state === 'rows' ? 'notOnPage' : list.reason }],
  };
}

/** The rows that were shown, whether or not there are more. */
export function shownRows(deal: Deal, name: ListName): readonly Row[] {
  const list = listOf(deal, name);
  return list.state === 'rows' ? list.rows : [];
}

/**
 * Days since a date in each row, null where the CRM says blank; missing when one could not be read, for it might be the one
 * that counts.
 */
export function daysOfRows(
  rows: readonly Row[],
  list: ListName,
  key: string,
  label: string,
  clock: Clock,
): Known<(number | null)[]> {
  const days: (number | null)[] = [];
  for (const row of rows) {
    const field: Field = (Object.hasOwn(row, key) ? row[key] : undefined) ?? { state: 'unknown', reason: 'notOnPage' };
    const count = daysSinceOf(field, clock);
    if (count === null && field.state !== 'empty')
      return { missing: [missingField(`${list}.${key}`, `${LIST_LABELS[list]}: ${label}`, field)] };
    days.push(count);
  }
  return { value: days };
}

function listOf(deal: Deal, name: ListName): RowList {
  return deal.lists[name] ?? { state: 'unknown', reason: 'notCovered' };
}
