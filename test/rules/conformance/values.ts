import { toSpan, toTime } from '@/lib/rules/cel/conversions';
import { DURATION, TIMESTAMP } from '@/lib/rules/cel/env';
import { isTagged, type MapValue, type Value } from '@/lib/rules/cel/values';
import type { SpecType, SpecValue } from './suite';

/** Raised for a value or type that has no form here. */
export class NoForm extends Error {}

/** A value of the suite as the evaluator has it. Whole, unsigned and decimal numbers are one kind here. */
export function valueOf(spec: SpecValue): Value {
  if ('nullValue' in spec) return null;
  if (spec.boolValue !== undefined) return spec.boolValue;
  if (spec.stringValue !== undefined) return spec.stringValue;
  if (spec.doubleValue !== undefined) return Number(spec.doubleValue);
  const whole = spec.int64Value ?? spec.uint64Value;
  if (whole !== undefined) return exact(whole);
  if (spec.listValue) return (spec.listValue.values ?? []).map(valueOf);
  if (spec.mapValue) return mapValue(spec.mapValue.entries ?? []);
  if (spec.objectValue) return wellKnown(spec.objectValue);
  throw new NoForm(Object.keys(spec).join());
}

function exact(text: string): number {
  if (BigInt(Number(text)) !== BigInt(text)) throw new NoForm('a whole number that a decimal cannot hold');
  return Number(text);
}

function mapValue(entries: readonly { key: SpecValue; value: SpecValue }[]): Value {
  const map = new Map<string | number | boolean, Value>();
  for (const { key, value } of entries) {
    const k = valueOf(key);
    if (typeof k !== 'string' && typeof k !== 'number' && typeof k !== 'boolean') throw new NoForm('a map key');
    map.set(k, valueOf(value));
  }
  return { t: 'map', entries: map };
}

function wellKnown(spec: { '@type': string; value?: string }): Value {
  if (spec['@type'].endsWith(DURATION)) return toSpan(spec.value ?? '');
  if (spec['@type'].endsWith(TIMESTAMP)) return toTime(spec.value ?? '');
  throw new NoForm(spec['@type']);
}

const PRIMITIVES: ReadonlyMap<string, string> = new Map([
  ['BOOL', 'bool'],
  ['INT64', 'int'],
  ['UINT64', 'uint'],
  ['DOUBLE', 'double'],
  ['STRING', 'string'],
  ['BYTES', 'bytes'],
  ['DURATION', DURATION],
  ['TIMESTAMP', TIMESTAMP],
]);

/** A type of the suite as the checker names it. */
export function typeName(spec: SpecType): string {
  const named = PRIMITIVES.get(spec.primitive ?? spec.wellKnown ?? '');
  if (named !== undefined) return named;
  if (spec.listType) return `list<${typeName(spec.listType.elemType)}>`;
  if (spec.mapType) return `map<${typeName(spec.mapType.keyType)}, ${typeName(spec.mapType.valueType)}>`;
  if (spec.messageType === DURATION || spec.messageType === TIMESTAMP) return spec.messageType;
  if ('null' in spec) return 'null';
  if ('dyn' in spec) return 'dyn';
  throw new NoForm(JSON.stringify(spec));
}

/** Whether two values are the same, part by part. */
export function same(a: Value, b: Value): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((v, i) => same(v, b[i] ?? null));
  if (!isTagged(a) || !isTagged(b)) return false;
  if (a.t === 'map' && b.t === 'map') return sameEntries(a.entries, b.entries);
  if (a.t === 'span' && b.t === 'span') return a.ms === b.ms;
  return a.t === 'time' && b.t === 'time' && a.ms === b.ms;
}

type Entries = MapValue['entries'];

function sameEntries(a: Entries, b: Entries): boolean {
  return a.size === b.size && [...a].every(([k, v]) => b.has(k) && same(v, b.get(k) ?? null));
}
