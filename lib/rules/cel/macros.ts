import { LIMITS } from '../limits';
import { stillOpen } from './compare';
import { condition } from './logic';
import { charge, type Fn, type Scope } from './scope';
import { EMPTY, err, isTagged, kindName, type Err, type Unknown, type Value } from './values';

type Items = { items: readonly Value[]; rest: Unknown | null };

/** The elements a macro walks over, or what keeps it from walking. */
function itemsOf(v: Value): Items | Unknown | Err | null {
  if (Array.isArray(v)) return { items: v, rest: null };
  if (!isTagged(v)) return err(`${kindName(v)} is not a list`);
  if (v.t === 'part') return { items: v.rows, rest: v.rest };
  if (v.t === 'map') return { items: [...v.entries.keys()], rest: null };
  if (v.t === 'empty') return null;
  return v.t === 'unknown' || v.t === 'error' ? v : err(`${kindName(v)} is not a list`);
}

/** `exists` (`decides` true) and `all` (`decides` false); one deciding element settles it whatever the others are. */
export function quantifier(list: Fn, local: number, test: Fn, decides: boolean): Fn {
  return (s) => {
    const found = itemsOf(list(s));
    if (found === null) return !decides;
    if ('t' in found) return found;
    let open: Value = found.rest ?? !decides;
    for (const item of found.items) {
      charge(s, 1);
      s.locals[local] = item;
      const v = condition(test(s));
      if (v === decides) return decides;
      if (v !== !decides) open = stillOpen(open, v);
    }
    return open;
  };
}

/** `exists_one`: an element that cannot be judged leaves it open, unless two others already hold. */
export function existsOne(list: Fn, local: number, test: Fn): Fn {
  return (s) => {
    const found = itemsOf(list(s));
    if (found === null) return false;
    if ('t' in found) return found;
    let hits = 0;
    let open: Value = found.rest ?? false;
    for (const item of found.items) {
      charge(s, 1);
      s.locals[local] = item;
      const v = condition(test(s));
      if (v === true) hits++;
      else if (v !== false) open = stillOpen(open, v);
    }
    if (hits > 1 && !(isTagged(open) && open.t === 'error')) return false;
    return open === false ? hits === 1 : open;
  };
}

/** `filter` and `map`, the latter with or without a filter: anything undecided makes the whole list undecided. */
export function collect(list: Fn, local: number, test: Fn | null, transform: Fn | null): Fn {
  return (s) => {
    const found = itemsOf(list(s));
    if (found === null) return EMPTY;
    if ('t' in found) return found;
    const out: Value[] = [];
    let open: Value = false;
    for (const item of found.items) {
      charge(s, 1);
      s.locals[local] = item;
      const keep = test === null ? true : condition(test(s));
      if (keep === false) continue;
      if (keep !== true) open = stillOpen(open, keep);
      else open = push(out, transform === null ? item : transform(s), open);
    }
    if (open !== false) return open;
    if (out.length > LIMITS.listLength) return err('the list became too long');
    return found.rest === null ? out : { t: 'part', rows: out, rest: found.rest };
  };
}

function push(out: Value[], v: Value, open: Value): Value {
  if (isTagged(v) && v.t === 'error') return stillOpen(open, v);
  out.push(v);
  return open;
}

/** `cel.bind(name, value, expression)`. */
export function bind(local: number, value: Fn, body: Fn): Fn {
  return (s: Scope) => {
    s.locals[local] = value(s);
    return body(s);
  };
}

/** Number of rows or elements; a part of a list has no known number. */
export function countOf(v: Value): Value {
  if (Array.isArray(v)) return v.length;
  if (!isTagged(v)) return typeof v === 'string' ? Array.from(v).length : err(`${kindName(v)} has no size`);
  if (v.t === 'part') return v.rest;
  if (v.t === 'map') return v.entries.size;
  return v.t === 'unknown' || v.t === 'error' || v.t === 'empty' ? v : err(`${kindName(v)} has no size`);
}
