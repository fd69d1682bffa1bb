import type { MissingInput } from '@/lib/domain/assessment';
import { dayNumber, readDay, readMoment } from '@/lib/domain/calendar';
import type { Clock } from '@/lib/domain/clock';
import { fieldOf, type Field, type Row, type RowList } from '@/lib/domain/deal';
import type { Fact } from '@/lib/domain/facts';
import type { FieldKey } from '@/lib/domain/fields';
import type { EvaluationInput } from '@/lib/rules/pack-result';

const DAY_MS = 86_400_000;

/** What could not be read and so keeps a rule from an answer. */
export type Unread = { readonly unread: readonly MissingInput[] };
/** A value, null for a blank one, or what could not be read. */
export type Maybe<T> = T | null | Unread;
/** An answer, or what keeps it open. */
export type Answer = boolean | Unread;
/** `since`: days until now, calendar days for a date (`exact` false), elapsed days for an instant. */
export type Time = { readonly ms: number; readonly day: number; readonly exact: boolean; readonly since: number };
/** The rows that were read; `rest` where the page shows only a part. */
export type Rows<R> = { readonly rows: readonly R[]; readonly rest: Unread | null };

export function merge(a: Unread, b: Unread): Unread {
  if (a === b) return a;
  const more = b.unread.filter((i) => !a.unread.some((j) => j.input === i.input));
  return more.length === 0 ? a : { unread: [...a.unread, ...more] };
}

export function and(a: Answer, b: Answer): Answer {
  if (a === false || b === false) return false;
  if (a === true) return b;
  return b === true ? a : merge(a, b);
}

export function or(a: Answer, b: Answer): Answer {
  if (a === true || b === true) return true;
  if (a === false) return b;
  return b === false ? a : merge(a, b);
}

export function not(a: Answer): Answer {
  return typeof a === 'boolean' ? !a : a;
}

/** One more row's answer for a loop that looks for a certain one. */
export function open(soFar: Answer, v: Answer): Answer {
  if (typeof v === 'boolean') return soFar;
  return typeof soFar === 'boolean' ? v : merge(soFar, v);
}

/** A test of a filled value; a blank one fails it. */
export function holds<T extends string | number | Time>(v: Maybe<T>, test: (value: T) => boolean): Answer {
  if (v === null) return false;
  return isUnread(v) ? v : test(v);
}

export function isUnread(v: Maybe<string | number | boolean | Time> | Rows<unknown>): v is Unread {
  return typeof v === 'object' && v !== null && 'unread' in v;
}

export function isBlank(v: Maybe<string | number | Time>): Answer {
  if (v === null) return true;
  if (typeof v === 'string') return v.trim() === '';
  return isUnread(v) ? v : false;
}

function missing(field: Extract<Field, { state: 'unknown' }>, input: string, label: string): Unread {
  const raw = field.raw === undefined ? {} : { raw: field.raw };
  return { unread: [{ input, label, reason: field.reason, ...raw }] };
}

/** Reads a deal's fields, lists and facts for the twin. */
export type Reader = {
  text: (key: FieldKey, label: string) => Maybe<string>;
  number: (key: FieldKey, label: string) => Maybe<number>;
  time: (key: FieldKey, label: string) => Maybe<Time>;
  cellText: (list: string, row: Row, key: string) => Maybe<string>;
  cellTime: (list: string, row: Row, key: string) => Maybe<Time>;
};

export function readerOf(input: EvaluationInput): Reader {
  const read = timeReader(input.clock);
  const cell = (list: string, row: Row, key: string): Field | Unread => {
    const field = row[key] ?? { state: 'unknown', reason: 'notOnPage' };
    return field.state === 'unknown' ? missing(field, `${list}.${key}`, `${list}: ${key}`) : field;
  };
  const field = (key: FieldKey, label: string): Field | Unread => {
    const found = fieldOf(input.deal, key);
    return found.state === 'unknown' ? missing(found, key, label) : found;
  };
  return {
    text: (key, label) => textOf(field(key, label)),
    number: (key, label) => numberOf(field(key, label)),
    time: (key, label) => timeOf(field(key, label), read),
    cellText: (list, row, key) => textOf(cell(list, row, key)),
    cellTime: (list, row, key) => timeOf(cell(list, row, key), read),
  };
}

function textOf(field: Field | Unread): Maybe<string> {
  if ('unread' in field) return field;
  return field.state === 'value' && typeof field.value !== 'object' ? String(field.value) : null;
}

function numberOf(field: Field | Unread): Maybe<number> {
  if ('unread' in field) return field;
  if (field.state !== 'value') return null;
  return typeof field.value === 'object' ? field.value.value : Number(field.value);
}

function timeOf(field: Field | Unread, read: (text: string) => Time | null): Maybe<Time> {
  if ('unread' in field) return field;
  return field.state === 'value' && typeof field.value === 'string' ? read(field.value) : null;
}

function timeReader({ now, today }: Clock): (text: string) => Time | null {
  const ymd = readDay(today);
  const day = ymd === null ? 0 : dayNumber(ymd);
  const shift = day - Math.floor(now / DAY_MS);
  return (text) => {
    const moment = readMoment(text);
    if (moment === null) return null;
    const at = Math.floor(moment.order / DAY_MS);
    if (moment.ms === null) return { ms: at * DAY_MS, day: at, exact: false, since: day - at };
    return { ms: moment.ms, day: at + shift, exact: true, since: Math.trunc((now - moment.ms) / DAY_MS) };
  };
}

/** A list's rows through `row`, or what keeps them from being read. */
export function rowsOf<R>(list: RowList | undefined, name: string, row: (raw: Row) => R): Rows<R> | Unread {
  if (list === undefined || list.state === 'unknown') {
    return { unread: [{ input: name, label: name, reason: list?.reason ?? 'notCovered' }] };
  }
  const rest: Unread = { unread: [{ input: name, label: name, reason: 'notOnPage' }] };
  return { rows: list.rows.map(row), rest: list.complete ? null : rest };
}

/** A fact; one that rests on blank fields alone is blank. */
export function factOf(fact: Fact): Maybe<number> {
  if (fact.state === 'value') return fact.value;
  const unread = fact.inputs.filter((i) => i.reason !== 'empty');
  return unread.length === 0 && fact.inputs.length > 0 ? null : { unread };
}
