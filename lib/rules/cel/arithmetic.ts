import { LIMITS } from '../limits';
import { charge, type Scope } from './scope';
import { DAY_MS, inRange, spanOf } from './times';
import { EMPTY, err, isTagged, kindName, stuck, type Time, type Value } from './values';

/** For those outside of this folder. */
export { DAY_MS } from './times';

export type BinaryOp = '+' | '-' | '*' | '/' | '/i' | '%';

/** Arithmetic beyond the fast path of two numbers: texts, lists, times, and whatever is not there. */
export function arithmetic(op: BinaryOp, a: Value, b: Value, s: Scope): Value {
  const problem = stuck(a, b);
  if (problem) return problem;
  if (isEmpty(a) || isEmpty(b)) return EMPTY;
  if (typeof a === 'number' && typeof b === 'number') return numbers(op, a, b);
  if (op === '+') return join(a, b, s) ?? mismatch(op, a, b);
  return (op === '-' ? shift(a, b, -1) : null) ?? mismatch(op, a, b);
}

const isEmpty = (v: Value): boolean => isTagged(v) && v.t === 'empty';

function mismatch(op: BinaryOp, a: Value, b: Value): Value {
  return err(`cannot compute ${kindName(a)} ${op.charAt(0)} ${kindName(b)}`);
}

/** Division by zero is an error for all numbers: an infinite share is no answer to a person. */
export function numbers(op: BinaryOp, a: number, b: number): Value {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? err('division by zero') : a / b;
    case '/i':
      // "+ 0" turns a negative zero, which whole numbers do not have, into zero
      return b === 0 ? err('division by zero') : Math.trunc(a / b) + 0;
    case '%':
      return b === 0 ? err('division by zero') : (a % b) + 0;
  }
}

function join(a: Value, b: Value, s: Scope): Value {
  if (typeof a === 'string' && typeof b === 'string') return joinTexts(a, b, s);
  if (Array.isArray(a) && Array.isArray(b)) return joinLists(a, b, s);
  return shift(a, b, 1);
}

function joinTexts(a: string, b: string, s: Scope): Value {
  const length = a.length + b.length;
  charge(s, 1 + (length >>> 6));
  return length > LIMITS.textLength ? err('the text became too long') : a + b;
}

function joinLists(a: readonly Value[], b: readonly Value[], s: Scope): Value {
  const length = a.length + b.length;
  charge(s, 1 + length);
  return length > LIMITS.listLength ? err('the list became too long') : [...a, ...b];
}

function shift(a: Value, b: Value, sign: 1 | -1): Value {
  if (!isTagged(a) || !isTagged(b)) return null;
  if (a.t === 'time' && b.t === 'span') return moved(a, sign * b.ms);
  if (a.t === 'span' && b.t === 'time' && sign === 1) return moved(b, a.ms);
  if (a.t === 'span' && b.t === 'span') return spanOf(a.ms + sign * b.ms);
  return a.t === 'time' && b.t === 'time' && sign === -1 ? between(a, b) : null;
}

/** A date stays a date when it moves by whole days. */
function moved(time: Time, ms: number): Value {
  const offset = time.day - Math.floor(time.ms / DAY_MS);
  const at = time.ms + ms;
  return inRange({ t: 'time', ms: at, day: Math.floor(at / DAY_MS) + offset, date: time.date && ms % DAY_MS === 0 });
}

function between(a: Time, b: Time): Value {
  return spanOf(a.date || b.date ? (a.day - b.day) * DAY_MS : a.ms - b.ms);
}

export function negate(v: Value): Value {
  if (typeof v === 'number') return 0 - v;
  if (!isTagged(v)) return err(`cannot negate ${kindName(v)}`);
  if (v.t === 'span') return { t: 'span', ms: -v.ms };
  return v.t === 'unknown' || v.t === 'error' || v.t === 'empty' ? v : err(`cannot negate ${kindName(v)}`);
}
