import { charge, type Fn, type Scope } from './scope';
import { cellAt, ROW_KEYS } from './rows';
import { EMPTY, err, isTagged, kindName, type MapValue, type RowValue, type Value } from './values';

/** `row.key` where the checker knows the row's kind: one array read. */
export function cell(row: Fn, index: number): Fn {
  return (s) => {
    const v = row(s);
    if (!isTagged(v) || v.t !== 'row') return passOn(v, 'row');
    return v.cells[index] ?? cellAt(v, index, s);
  };
}

/** `value.key` and `value["key"]` where the kind shows only at run time. */
export function member(target: Fn, key: Fn): Fn {
  return (s) => {
    const v = target(s);
    const k = key(s);
    if (Array.isArray(v)) return element(v, k);
    if (isTagged(v) && v.t === 'part') {
      const found = element(v.rows, k);
      return isTagged(found) && found.t === 'error' ? v.rest : found;
    }
    if (isTagged(v) && v.t === 'map') return entry(v, k);
    return isTagged(v) && v.t === 'row' ? named(v, k, s) : passOn(v, 'list or map');
  };
}

function passOn(v: Value, wanted: string): Value {
  if (isTagged(v) && (v.t === 'unknown' || v.t === 'error' || v.t === 'empty')) return v;
  return err(`${kindName(v)} is not a ${wanted}`);
}

function element(list: readonly Value[], key: Value): Value {
  if (typeof key !== 'number') return passOn(key, 'position');
  const v = Number.isInteger(key) && key >= 0 ? list[key] : undefined;
  return v === undefined ? err(`index ${key} is out of range`) : v;
}

function entry(map: MapValue, key: Value): Value {
  if (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'boolean') return passOn(key, 'key');
  const v = map.entries.get(key);
  return v === undefined ? err(`no such key: ${String(key)}`) : v;
}

function named(row: RowValue, key: Value, s: Scope): Value {
  if (typeof key !== 'string') return passOn(key, 'key');
  const index = ROW_KEYS.get(row.list)?.indexOf(key) ?? -1;
  return index < 0 ? err(`no such key: ${key}`) : cellAt(row, index, s);
}

/** `has(x.key)`: whether there is a value; a missing key of a map is an absence, not an error. */
export function has(target: Fn): Fn {
  return (s) => {
    const v = target(s);
    if (v === EMPTY) return false;
    if (!isTagged(v)) return v !== null;
    if (v.t === 'error') return v.reason.startsWith('no such key') ? false : v;
    return v.t === 'unknown' ? v : true;
  };
}

/** A list written out; an unknown element stays in its place. */
export function listOf(parts: readonly Fn[]): Fn {
  return (s) => {
    charge(s, 1 + parts.length);
    const out: Value[] = [];
    for (const part of parts) {
      const v = part(s);
      if (isTagged(v) && v.t === 'error') return v;
      out.push(v);
    }
    return out;
  };
}

/** A map written out: `{key: value}`. */
export function mapOf(pairs: readonly Fn[]): Fn {
  return (s) => {
    charge(s, 1 + pairs.length);
    const entries = new Map<string | number | boolean, Value>();
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const k = pairs[i]?.(s) ?? null;
      const v = pairs[i + 1]?.(s) ?? null;
      if (typeof k !== 'string' && typeof k !== 'number' && typeof k !== 'boolean') return passOn(k, 'key');
      if (entries.has(k)) return err(`key ${String(k)} is given twice`);
      if (isTagged(v) && v.t === 'error') return v;
      entries.set(k, v);
    }
    return { t: 'map', entries };
  };
}
