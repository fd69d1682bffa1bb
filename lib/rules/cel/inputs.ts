import type { MissingInput } from '@/lib/domain/assessment';
import { readMoment } from '@/lib/domain/calendar';
import type { Field } from '@/lib/domain/deal';
import type { FieldType } from '@/lib/domain/fields';
import { DAY_MS } from './times';
import type { Scope } from './scope';
import { EMPTY, unknown, type Time, type Unknown, type Value } from './values';

type Named = { input: string; label: string };

const RAW_LENGTH = 120;

/** An unknown that names one input. */
export function missing(named: Named, reason: MissingInput['reason'], raw?: string): Unknown {
  return unknown([{ ...named, reason, ...(raw === undefined ? {} : { raw: raw.slice(0, RAW_LENGTH) }) }]);
}

/** A field as a rule sees it. A value of another kind than the field's is unknown as "odd", with its text. */
export function fromField(field: Field, type: FieldType, named: Named, s: Pick<Scope, 'dayShift'>): Value {
  if (field.state === 'empty') return EMPTY;
  if (field.state === 'unknown') return missing(named, field.reason, field.raw);
  return typed(field.value, type, s) ?? missing(named, 'odd', text(field.value));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function typed(value: unknown, type: FieldType, s: Pick<Scope, 'dayShift'>): Value {
  switch (type) {
    case 'number':
    case 'percent':
      return number(value);
    case 'money':
      return typeof value === 'object' && value !== null && 'value' in value ? number(value.value) : number(value);
    case 'date':
    case 'instant':
      return typeof value === 'string' ? timeFrom(value, s.dayShift) : null;
    case 'text':
    case 'longText':
    case 'picklist':
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
  }
}

function number(value: unknown): Value {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A date (`YYYY-MM-DD`, or a wall clock whose zone is not known) or an instant with its offset; null when it is neither. */
export function timeFrom(written: string, dayShift: number): Time | null {
  const moment = readMoment(written);
  if (moment === null) return null;
  const utcDay = Math.floor(moment.order / DAY_MS);
  if (moment.ms !== null) return { t: 'time', ms: moment.ms, day: utcDay + dayShift, date: false };
  return { t: 'time', ms: utcDay * DAY_MS, day: utcDay, date: true };
}
