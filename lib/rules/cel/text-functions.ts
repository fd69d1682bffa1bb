import { LIMITS } from '../limits';
import type { Impl } from './functions';
import { charge, type Scope } from './scope';
import { EMPTY, err, isTagged, kindName, type Value } from './values';

const isEmpty = (v: Value): boolean => isTagged(v) && v.t === 'empty';

/** A condition on two texts; one over an empty text does not hold. */
function testing(test: (text: string, other: string) => boolean): Impl {
  return (s, a, b) => {
    if (isEmpty(a) || isEmpty(b)) return false;
    if (typeof a !== 'string' || typeof b !== 'string')
      return err(`${kindName(typeof a === 'string' ? b : a)} is not text`);
    charge(s, 1 + (a.length >>> 6));
    return test(a, b);
  };
}

/** A function from a text; empty gives empty. */
function making(make: (s: Scope, text: string, b: Value, c: Value) => Value): Impl {
  return (s, a, b, c) => {
    if (isEmpty(a) || isEmpty(b) || isEmpty(c)) return EMPTY;
    if (typeof a !== 'string') return err(`${kindName(a)} is not text`);
    charge(s, 1 + (a.length >>> 6));
    return make(s, a, b, c);
  };
}

function ascii(text: string, pattern: RegExp, shift: number): string {
  if (/^[ -~]*$/.test(text)) return shift > 0 ? text.toLowerCase() : text.toUpperCase();
  return text.replace(pattern, (c) => String.fromCharCode(c.charCodeAt(0) + shift));
}

function find(text: string, sought: Value, from: Value, last: boolean): Value {
  if (typeof sought !== 'string') return err(`${kindName(sought)} is not text`);
  if (from === null) return last ? text.lastIndexOf(sought) : text.indexOf(sought);
  if (typeof from !== 'number' || from < 0 || from > text.length) return err('the position is out of range');
  return last ? text.lastIndexOf(sought, from) : text.indexOf(sought, from);
}

function cut(text: string, from: Value, to: Value): Value {
  const end = to ?? text.length;
  if (typeof from !== 'number' || typeof end !== 'number') return err('the position is not a number');
  if (from < 0 || end > text.length || from > end) return err('the position is out of range');
  return text.slice(from, end);
}

function split(s: Scope, text: string, by: Value, limit: Value): Value {
  if (typeof by !== 'string') return err(`${kindName(by)} is not text`);
  const parts = text.split(by, LIMITS.listLength + 1);
  charge(s, parts.length);
  if (parts.length > LIMITS.listLength) return err('the list became too long');
  if (typeof limit !== 'number' || limit < 0 || parts.length <= limit) return parts;
  return limit === 0 ? [] : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)];
}

const join: Impl = (s, list, by) => {
  if (isEmpty(list)) return EMPTY;
  if (isTagged(list) && list.t === 'part') return list.rest;
  if (!Array.isArray(list)) return err(`${kindName(list)} is not a list`);
  const texts: string[] = [];
  let length = 0;
  for (const v of list as readonly Value[]) {
    if (isTagged(v) && (v.t === 'unknown' || v.t === 'error')) return v;
    if (typeof v !== 'string' && !isEmpty(v)) return err('only texts can be joined');
    texts.push(typeof v === 'string' ? v : '');
    length += texts.at(-1)?.length ?? 0;
    charge(s, 1);
  }
  const between = typeof by === 'string' ? by : '';
  length += between.length * texts.length;
  charge(s, length >>> 6);
  return length > LIMITS.textLength ? err('the text became too long') : texts.join(between);
};

/** CEL's functions over texts. */
export const TEXT_FUNCTIONS: readonly (readonly [string, Impl])[] = [
  ['startsWith', testing((a, b) => a.startsWith(b))],
  ['endsWith', testing((a, b) => a.endsWith(b))],
  ['contains', testing((a, b) => a.includes(b))],
  ['lowerAscii', making((_s, a) => ascii(a, /[A-Z]/g, 32))],
  ['upperAscii', making((_s, a) => ascii(a, /[a-z]/g, -32))],
  ['trim', making((_s, a) => a.trim())],
  ['indexOf', making((_s, a, b, c) => find(a, b, c, false))],
  ['lastIndexOf', making((_s, a, b, c) => find(a, b, c, true))],
  ['substring', making((_s, a, b, c) => cut(a, b, c))],
  ['split', making(split)],
  ['join', join],
];
