import { dayNumber, readDay } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import type { Change, Deal, Field, Row, RowList } from '@/lib/domain/deal';
import { DEAL_FIELDS, LIST_FIELDS, type FieldKey, type FieldType, type ListName } from '@/lib/domain/fields';
import { DAY_MS } from './cel/arithmetic';
import { fieldKey } from './field-names';
import { fieldInfo } from './make-scope';
import type { PackTest } from './test-schema';
import { readUnknown, type Unread } from './test-unknown';
import type { RunnablePack } from './types';

type Written = string | number | boolean | null | { value: number; currency: string | null };

const EMPTY: Field = { state: 'empty', source: 'api' };
const UNREAD: Field = { state: 'unknown', reason: 'notOnPage' };

/** Noon of the test's day, UTC. */
export function clockOf(test: PackTest): Clock {
  const day = readDay(test.now);
  return { now: (day === null ? 0 : dayNumber(day)) * DAY_MS + DAY_MS / 2, today: test.now };
}

function fieldFrom(written: Written, type: FieldType): Field {
  if (written === null || written === '') return EMPTY;
  const source = 'api' as const;
  if (typeof written === 'object') return { state: 'value', value: written, source };
  if (type === 'money' && typeof written === 'number')
    return { state: 'value', value: { value: written, currency: null }, source };
  return { state: 'value', value: typeof written === 'boolean' ? String(written) : written, source };
}

/** The deal a test describes: what it does not name is empty, what it lists as unknown could not be read. */
export function dealOf(test: PackTest, pack: RunnablePack): Deal {
  const keys = [...Object.keys(DEAL_FIELDS), ...pack.fields.map((f) => f.key)].flatMap((k) => fieldKey(k) ?? []);
  const fields: Partial<Record<FieldKey, Field>> = Object.fromEntries(keys.map((k) => [k, EMPTY]));
  for (const [name, written] of writtenFields(test, pack)) {
    const key = fieldKey(name);
    if (key !== null) fields[key] = fieldFrom(written, fieldInfo(pack, key).type);
  }
  for (const name of test.unknown) {
    const key = name === 'stage' ? 'stage.label' : fieldKey(name);
    if (key !== null && key in fields) fields[key] = UNREAD;
  }
  return { id: 'test', url: 'https://crm.example/test', readAt: clockOf(test).now, fields, lists: listsOf(test) };
}

/** The fields written in a test, nested ones by their dots; the stage by its label or its id. */
function writtenFields(test: PackTest, pack: RunnablePack): [string, Written][] {
  return Object.entries(test.deal).flatMap(([name, written]): [string, Written][] => {
    if (written === undefined || Array.isArray(written) || isListName(name)) return [];
    if (isWritten(written)) return [name === 'stage' ? ['stage.label', stageLabel(written, pack)] : [name, written]];
    return Object.entries(written).map(([key, value]): [string, Written] => [
      `${name}.${key}`,
      isWritten(value) ? value : null,
    ]);
  });
}

/** A test names the stage by its label or by its id. */
function stageLabel(written: Written, pack: RunnablePack): Written {
  return pack.stages.find((s) => s.id === written)?.match[0] ?? written;
}

function isWritten(v: unknown): v is Written {
  if (v === null || typeof v !== 'object') return v !== undefined;
  return 'value' in v && 'currency' in v;
}

function isListName(name: string): name is ListName {
  return Object.hasOwn(LIST_FIELDS, name);
}

function listsOf(test: PackTest): Deal['lists'] {
  const { contacts = [], activities = [], products = [] } = test.deal;
  const list = (name: ListName, rows: readonly Readonly<Record<string, Written>>[]): RowList => {
    const unread = test.unknown.flatMap((n) => readUnknown(n) ?? []).filter((u) => 'list' in u && u.list === name);
    if (unread.some((u) => u.kind === 'list')) return { state: 'unknown', reason: 'notOnPage' };
    const complete = !unread.some((u) => u.kind === 'rest');
    const read = rows.map((row, i) => withoutCells(rowFrom(row, LIST_FIELDS[name]), i, unread));
    return { state: 'rows', complete, rows: read };
  };
  return {
    contacts: list('contacts', contacts),
    activities: list('activities', activities),
    products: list('products', products),
  };
}

function withoutCells(row: Row, index: number, unread: readonly Unread[]): Row {
  const cells = unread.flatMap((u) => (u.kind === 'cell' && (u.row === null || u.row === index) ? [u.key] : []));
  return { ...row, ...Object.fromEntries(cells.map((key) => [key, UNREAD])) };
}

function rowFrom(row: Readonly<Record<string, Written>>, keys: Readonly<Record<string, FieldType>>): Row {
  return Object.fromEntries(Object.entries(keys).map(([key, type]) => [key, fieldFrom(row[key] ?? null, type)]));
}

/** The changes a test lists, at noon of their days. */
export function changesOf(test: PackTest, pack: RunnablePack): Change[] {
  return test.changes.flatMap((c): Change[] => {
    const key = fieldKey(c.field);
    const day = readDay(c.on);
    if (key === null || day === null) return [];
    const { type } = fieldInfo(pack, key);
    return [
      {
        field: key,
        from: fieldFrom(c.from, type),
        to: fieldFrom(c.to, type),
        seenAt: dayNumber(day) * DAY_MS + DAY_MS / 2,
      },
    ];
  });
}
