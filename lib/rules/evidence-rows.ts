import type { Clock } from '@/lib/domain/clock';
import { daysSince, readMoment } from '@/lib/domain/calendar';
import type { MissingInput } from '@/lib/domain/assessment';
import type { Deal, Field, Row } from '@/lib/domain/deal';
import { missingField } from '@/lib/domain/fact-parts';
import { textOf } from '@/lib/domain/text-of';
import { LIST_LABELS, type ListName } from '@/lib/domain/fields';
import { plainLabel } from './plain-label';

/** Whether something holds, or what would have to be read to tell. */
export type Told = boolean | MissingInput;

/** When something was: ms and whole days since (`exact`: an instant, not a day); null when the CRM gives no date; or what could not be read. */
export type Dated = { at: number; days: number; exact: boolean } | null | MissingInput;

const NOT_SHOWN: Field = { state: 'unknown', reason: 'notOnPage' };

/** The field of a row; unknown when the page does not show it. */
export function cellOf(row: Row, key: string): Field {
  return (Object.hasOwn(row, key) ? row[key] : undefined) ?? NOT_SHOWN;
}

/** The rows of a list that were read, and what is missing where they are not all. */
export function rowsOf(deal: Deal, name: ListName): { rows: readonly Row[]; missing: MissingInput | null } {
  const list = deal.lists[name];
  const lacking = (reason: MissingInput['reason']): MissingInput => ({ input: name, label: LIST_LABELS[name], reason });
  if (list?.state !== 'rows') return { rows: [], missing: lacking(list?.reason ?? 'notCovered') };
  return { rows: list.rows, missing: list.complete ? null : lacking('notOnPage') };
}

/** Whether the text of a row's cell is one of these, in plain form; any will do when there are none. */
export function isOneOf(row: Row, list: ListName, key: string, texts: readonly string[]): Told {
  if (texts.length === 0) return true;
  const field = cellOf(row, key);
  if (field.state === 'unknown') return missingField(`${list}.${key}`, `${LIST_LABELS[list]}: ${key}`, field);
  return texts.includes(plainLabel(textOf(field)));
}

/** Both hold; false decides even where the other cannot be told. */
export function both(a: Told, b: Told): Told {
  if (a === false || b === false) return false;
  return a === true ? b : a;
}

/** The date or instant of a field. */
export function dated(field: Field, input: string, label: string, clock: Clock): Dated {
  if (field.state === 'empty') return null;
  const written = textOf(field);
  const moment = readMoment(written);
  const days = daysSince(written, clock);
  if (moment === null || days === null) return missingField(input, label, field);
  return { at: moment.ms ?? dayStart(moment.order), days, exact: moment.ms !== null };
}

const DAY_MS = 86_400_000;

/** A wall-clock time has no zone, so it counts as its day. */
function dayStart(order: number): number {
  return Math.floor(order / DAY_MS) * DAY_MS;
}

/** Whether something is what is missing. */
export function isMissing(v: Told | Dated): v is MissingInput {
  return typeof v === 'object' && v !== null && 'reason' in v;
}
