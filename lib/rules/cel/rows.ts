import type { Row, RowList } from '@/lib/domain/deal';
import { LIST_FIELDS, type FieldType, type ListName } from '@/lib/domain/fields';
import { fromField, missing } from './inputs';
import type { Scope } from './scope';
import type { RowValue, Value } from './values';

/** Keys of the rows of `changes`; `from` and `to` have the type of the field that changed. */
const CHANGE_KEYS = ['field', 'from', 'to', 'at'] as const;

/** The keys of each list's rows, in the order of their cells. */
export const ROW_KEYS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...Object.entries(LIST_FIELDS).map(([list, keys]) => [list, Object.keys(keys)] as const),
  ['changes', CHANGE_KEYS],
]);

const ROW_TYPES: ReadonlyMap<string, readonly FieldType[]> = new Map(
  Object.entries(LIST_FIELDS).map(([list, keys]) => [list, Object.values(keys)] as const),
);

/** The cell of a row, converted when first read; one the page does not show is unknown. */
export function cellAt(row: RowValue, index: number, s: Scope): Value {
  const done = row.cells[index];
  if (done !== undefined) return done;
  const key = ROW_KEYS.get(row.list)?.[index] ?? '';
  const type = ROW_TYPES.get(row.list)?.[index] ?? 'text';
  const input = { input: `${row.list}.${key}`, label: `${listLabel(row.list)}: ${key}` };
  const field = Object.hasOwn(row.raw, key) ? row.raw[key] : undefined;
  const value = field === undefined ? missing(input, 'notOnPage') : fromField(field, type, input, s);
  row.cells[index] = value;
  return value;
}

/** Name of a list as people read it. */
function listLabel(list: string): string {
  return list.charAt(0).toUpperCase() + list.slice(1);
}

/** A related list as a value: rows, a part of them, or unknown. */
export function fromList(name: ListName, list: RowList | undefined): Value {
  const input = { input: name, label: listLabel(name) };
  if (list === undefined) return missing(input, 'notCovered');
  if (list.state === 'unknown') return missing(input, list.reason);
  const rows = list.rows.map((raw: Row): RowValue => ({ t: 'row', list: name, raw, cells: [] }));
  return list.complete ? rows : { t: 'part', rows, rest: missing(input, 'notOnPage') };
}
