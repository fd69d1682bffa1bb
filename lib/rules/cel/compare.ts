import { err, isTagged, kindName, merge, stuck, type Tagged, type Time, type Unknown, type Value } from './values';

/** Order of two times: by the user's calendar days as soon as one is a date, else by the clock. */
export function timeOrder(a: Time, b: Time): number {
  return a.date || b.date ? a.day - b.day : a.ms - b.ms;
}

/** `a < b` as a number below, at or above zero; NaN where two numbers have no order; null where the kinds differ. */
function order(a: Value, b: Value): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (!isTagged(a) || !isTagged(b)) return null;
  if (a.t === 'time' && b.t === 'time') return timeOrder(a, b);
  return a.t === 'span' && b.t === 'span' ? a.ms - b.ms : null;
}

const isEmpty = (v: Value): boolean => isTagged(v) && v.t === 'empty';
const isError = (v: Value): boolean => isTagged(v) && v.t === 'error';

/** Ordered comparison of anything; an empty side makes it false whatever the other is, known or not. */
export function ordered(a: Value, b: Value, holds: (order: number) => boolean): Value {
  if ((isEmpty(a) && !isError(b)) || (isEmpty(b) && !isError(a))) return false;
  const problem = stuck(a, b);
  if (problem) return problem;
  const o = order(a, b);
  return o === null ? err(`cannot compare ${kindName(a)} with ${kindName(b)}`) : holds(o);
}

/** Equality of anything; empty equals null and empty. */
export function equal(a: Value, b: Value): Value {
  if (a === b && typeof a !== 'object') return true;
  const problem = stuck(a, b);
  if (problem) return problem;
  if (a === null || isEmpty(a)) return b === null || isEmpty(b);
  if (typeof a !== 'object' || typeof b !== 'object' || b === null) return a === b;
  if (isTagged(a)) return isTagged(b) ? equalTagged(a, b) : a.t === 'part' ? a.rest : false;
  if (isTagged(b)) return b.t === 'part' ? b.rest : false;
  return a.length === b.length && allEqual(a.length, (i) => [a[i] ?? null, b[i] ?? null]);
}

function equalTagged(a: Tagged, b: Tagged): Value {
  if (a.t === 'part') return a.rest;
  if (b.t === 'part') return b.rest;
  if (a.t === 'time') return b.t === 'time' && timeOrder(a, b) === 0;
  if (a.t === 'span') return b.t === 'span' && a.ms === b.ms;
  if (a.t === 'row') return a === b;
  if (a.t !== 'map' || b.t !== 'map' || a.entries.size !== b.entries.size) return false;
  const keys = [...a.entries.keys()];
  if (!keys.every((k) => b.entries.has(k))) return false;
  return allEqual(keys.length, (i) => {
    const key = keys[i] ?? '';
    return [a.entries.get(key) ?? null, b.entries.get(key) ?? null];
  });
}

/** Pairwise equality: a difference decides even where another pair is unknown. */
function allEqual(length: number, pair: (i: number) => [Value, Value]): Value {
  let open: Value = true;
  for (let i = 0; i < length; i++) {
    const same = equal(...pair(i));
    if (same === false) return false;
    if (same !== true) open = open === true ? same : (stuck(open, same) ?? open);
  }
  return open;
}

/** Membership in a list, part of a list or keys of a map. */
export function member(a: Value, list: Value): Value {
  const problem = stuck(a, list);
  if (problem) return problem;
  if (Array.isArray(list)) return among(a, list, null);
  if (!isTagged(list)) return err(`cannot look into ${kindName(list)}`);
  if (list.t === 'part') return among(a, list.rows, list.rest);
  if (list.t === 'empty') return false;
  if (list.t !== 'map') return err(`cannot look into ${kindName(list)}`);
  return (typeof a === 'string' || typeof a === 'number' || typeof a === 'boolean') && list.entries.has(a);
}

function among(a: Value, rows: readonly Value[], rest: Unknown | null): Value {
  let open: Value = rest ?? false;
  for (const row of rows) {
    const same = equal(a, row);
    if (same === true) return true;
    if (same !== false) open = open === false ? same : (stuck(open, same) ?? open);
  }
  return open;
}

/** Merges the open outcome of a loop with one more unknown or error; unknown wins over error. */
export function stillOpen(open: Value, v: Value): Value {
  if (open === true || open === false) return v;
  if (isTagged(open) && isTagged(v) && open.t === 'unknown' && v.t === 'unknown') return merge(open, v);
  return stuck(open, v) ?? v;
}
