import { FACTS } from '@/lib/domain/facts';
import { LIST_FIELDS, type ListName } from '@/lib/domain/fields';

/** What a test says could not be read, beyond fields of the deal. */
export type Unread =
  | { kind: 'history' }
  | { kind: 'fact'; fact: string }
  | { kind: 'list'; list: ListName }
  /** Rows after those given are not shown. */
  | { kind: 'rest'; list: ListName }
  /** One key of every row, or of one. */
  | { kind: 'cell'; list: ListName; key: string; row: number | null };

const CELL = /^(\w+)(?:\[(\d{1,3})\])?\.(\w+)$/;

/** Reads `changes`, `facts.pushes`, `contacts`, `contacts.rest`, `contacts.role`, `contacts[0].role`; null for anything else. */
export function readUnknown(name: string): Unread | null {
  if (name === 'changes') return { kind: 'history' };
  if (isList(name)) return { kind: 'list', list: name };
  const [, list = '', row, key = ''] = CELL.exec(name) ?? [];
  if (list === 'facts' && row === undefined) return Object.hasOwn(FACTS, key) ? { kind: 'fact', fact: key } : null;
  if (!isList(list)) return null;
  if (key === 'rest' && row === undefined) return { kind: 'rest', list };
  if (!Object.hasOwn(LIST_FIELDS[list], key)) return null;
  return { kind: 'cell', list, key, row: row === undefined ? null : Number(row) };
}

function isList(name: string): name is ListName {
  return Object.hasOwn(LIST_FIELDS, name);
}
