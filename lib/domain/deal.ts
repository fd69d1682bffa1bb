import type { FieldKey, ListName } from './fields';

/** Where a value was read. */
export type Source = 'page' | 'api';

/** An amount in a currency; `currency` is an ISO 4217 code, or null where the source shows none. */
export type Money = { value: number; currency: string | null };

/** A parsed value: text, number, money, calendar date (`YYYY-MM-DD`) or instant (ISO 8601 with offset). */
export type FieldValue = string | number | Money;

/**
 * Why a field is unknown.
 * - `notOnPage`: no element for it where the adapter looks
 * - `ambiguous`: several elements that disagree
 * - `odd`: there is a text, but it is not of the field's type (`raw` holds it)
 * - `notGiven`: the CRM’s API left it out of its answer, as it does with fields the user may not see
 * - `notCovered`: the adapter has no place for this field in this CRM
 */
export type UnknownReason = 'notOnPage' | 'ambiguous' | 'odd' | 'notGiven' | 'notCovered';

/** One field as read: a value, empty (the CRM says blank) or unknown (could not be read). */
export type Field =
  | { state: 'value'; value: FieldValue; source: Source; approximate?: true }
  | { state: 'empty'; source: Source }
  | { state: 'unknown'; reason: UnknownReason; raw?: string };

/** A row of a related list; a key that is absent was not shown there and is unknown. */
export type Row = Readonly<Record<string, Field>>;

/** A related list: its rows, or unknown when the page does not show the list. `complete` is false when the page shows only a part. */
export type RowList =
  | { state: 'rows'; rows: readonly Row[]; complete: boolean }
  | { state: 'unknown'; reason: UnknownReason };

/** One field's move from a value to another. Empty and unknown are null-free: see `Field`. */
export type Change = {
  field: FieldKey;
  from: Field;
  to: Field;
  /** When it was seen, ms since the epoch: the true moment lies between the two snapshots. */
  seenAt: number;
};

/** An opportunity of the CRM in canonical form, as read at one time. */
export type Deal = {
  id: string;
  url: string;
  /** ms since the epoch */
  readAt: number;
  fields: Readonly<Partial<Record<FieldKey, Field>>>;
  lists: Readonly<Partial<Record<ListName, RowList>>>;
};

const NOT_COVERED: Field = { state: 'unknown', reason: 'notCovered' };

/** The deal's name as people know it; without one, its id. */
export function dealName(deal: Deal): string {
  const name = fieldOf(deal, 'name');
  return name.state === 'value' && typeof name.value === 'string' ? name.value : `Deal ${deal.id}`;
}

/** The field of a deal; unknown when the reading does not mention it. */
export function fieldOf(deal: Deal, key: FieldKey): Field {
  return deal.fields[key] ?? NOT_COVERED;
}
