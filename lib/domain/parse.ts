import { parseMoney, parseNumber, parsePercent } from './amount';
import { cleanLine, cleanText, cut } from './clean-text';
import type { Clock } from './clock';
import { parseDate, parseInstant } from './date';
import type { Deal, Field, FieldValue, Row, RowList, Source } from './deal';
import { DEAL_FIELDS, LIST_FIELDS, type FieldKey, type FieldType, type ListName } from './fields';
import type { FormatHints } from './hints';
import { parsed, type Parsed } from './parsed';
import type { RawField, RawList, RawReading, RawRow } from './raw-reading';

/** Types by field: what the pack adds to the canonical ones. */
export type FieldTypes = Readonly<Partial<Record<FieldKey, FieldType>>>;

const RAW_LENGTH = 120;
/** What CRMs show in place of nothing. In a text field it may be what someone typed, and stays. */
const DASHES = /^[-\u2010-\u2015\u2212\s]+$/u;

type Context = { source: Source; hints: FormatHints; clock: Clock };

/**
 * Makes a reading a deal: each text is parsed by its field's type. A text that is not of the type becomes unknown (`odd`)
 * and keeps the text; a text of spaces is empty. Fields that are neither canonical nor `custom.…` are left out.
 */
export function toDeal(raw: RawReading, types: FieldTypes, hints: FormatHints, clock: Clock): Deal {
  const context: Context = { source: raw.source, hints: { language: raw.language, ...hints }, clock };
  const fields: Partial<Record<FieldKey, Field>> = {};
  for (const [key, field] of Object.entries(raw.fields)) {
    if (isFieldKey(key)) fields[key] = toField(field, typeOf(key, types), context);
  }
  const lists: Partial<Record<ListName, RowList>> = {};
  for (const name of Object.keys(LIST_FIELDS) as ListName[]) {
    const list = raw.lists[name];
    if (list) lists[name] = toList(list, LIST_FIELDS[name], context);
  }
  return { id: raw.recordId, url: raw.url, readAt: raw.readAt, fields, lists };
}

/** Parses a text by the type of its field. */
export function parseText(text: string, type: FieldType, hints: FormatHints, clock: Clock): Parsed<FieldValue> {
  switch (type) {
    case 'money':
      return parseMoney(text, hints);
    case 'number':
      return parseNumber(text, hints);
    case 'percent':
      return parsePercent(text, hints);
    case 'date':
      return parseDate(text, hints, clock);
    case 'instant':
      return parseInstant(text, hints, clock);
    case 'longText':
      return parsed(cleanText(text), false);
    case 'text':
    case 'picklist':
      return parsed(cleanLine(text), false);
  }
}

/** Whether a key names a field of a deal: canonical, or a pack's own. */
function isFieldKey(key: string): key is FieldKey {
  return Object.hasOwn(DEAL_FIELDS, key) || /^custom\.[A-Za-z]\w*$/.test(key);
}

/** The type of a field: the pack’s, else the canonical one, else text. */
export function typeOf(key: FieldKey, types: FieldTypes): FieldType {
  if (Object.hasOwn(types, key)) return types[key] ?? 'text';
  const known: Readonly<Record<string, { type: FieldType }>> = DEAL_FIELDS;
  return known[key]?.type ?? 'text';
}

/** One raw field as its type says; a text that is not of the type is unknown. */
export function toField(raw: RawField, type: FieldType, { source, hints, clock }: Context): Field {
  if (raw.state === 'unknown') return { state: 'unknown', reason: raw.reason };
  if (raw.state === 'empty' || isBlank(raw.text, type)) return { state: 'empty', source };
  const read = parseText(raw.text, type, hints, clock);
  if (read.state === 'odd') return { state: 'unknown', reason: 'odd', raw: cut(cleanLine(raw.text), RAW_LENGTH) };
  const field: Field = { state: 'value', value: read.value, source };
  return read.approximate || raw.approximate ? { ...field, approximate: true } : field;
}

function isBlank(text: string, type: FieldType): boolean {
  const line = cleanLine(text);
  return line === '' || (type !== 'text' && type !== 'longText' && DASHES.test(line));
}

function toList(raw: RawList, types: Readonly<Record<string, FieldType>>, context: Context): RowList {
  if (raw.state === 'unknown') return { state: 'unknown', reason: raw.reason };
  return { state: 'rows', rows: raw.rows.map((row) => toRow(row, types, context)), complete: raw.complete };
}

function toRow(raw: RawRow, types: Readonly<Record<string, FieldType>>, context: Context): Row {
  const row: Record<string, Field> = {};
  for (const [key, type] of Object.entries(types)) {
    const field = Object.hasOwn(raw, key) ? raw[key] : undefined;
    if (field) row[key] = toField(field, type, context);
  }
  return row;
}
