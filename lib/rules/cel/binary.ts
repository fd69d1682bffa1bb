import { numbers, type BinaryOp } from './arithmetic';
import type { Operand } from './code';
import { equal, member, ordered } from './compare';
import { charge, type Fn, type Scope } from './scope';
import { isTagged, type Value } from './values';

type Build = (code: Operand | undefined) => Fn;
type Slow = (a: Value, b: Value, s: Scope) => Value;

/** The constant of a `['k', value]` operand; undefined for any other operand. */
function constantOf(op: Operand | undefined): string | number | boolean | null | undefined {
  if (!Array.isArray(op) || op[0] !== 'k') return undefined;
  const v = (op as readonly Operand[])[1];
  return typeof v === 'object' && v !== null ? undefined : v;
}

/** Arithmetic with two numbers as the fast path; everything else goes the slow way. */
export function binary(op: BinaryOp, l: Fn, r: Fn, slow: Slow): Fn {
  switch (op) {
    case '+':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a + b : slow(a, b, s);
      };
    case '-':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a - b : slow(a, b, s);
      };
    case '*':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a * b : slow(a, b, s);
      };
    case '/':
    case '/i':
    case '%':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? numbers(op, a, b) : slow(a, b, s);
      };
  }
}

type Order = '<' | '<=' | '>' | '>=';

const HOLDS: Record<Order, (o: number) => boolean> = {
  '<': (o) => o < 0,
  '<=': (o) => o <= 0,
  '>': (o) => o > 0,
  '>=': (o) => o >= 0,
};

/** An ordered comparison; written out per operator, as one shared closure would make every call site slow. */
export function comparison(op: Order, ops: readonly Operand[], build: Build): Fn {
  const l = build(ops[0]);
  const k = constantOf(ops[1]);
  if (typeof k === 'number') return withNumber(op, l, k);
  const r = build(ops[1]);
  const holds = HOLDS[op];
  switch (op) {
    case '<':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a < b : ordered(a, b, holds);
      };
    case '<=':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a <= b : ordered(a, b, holds);
      };
    case '>':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a > b : ordered(a, b, holds);
      };
    case '>=':
      return (s) => {
        const a = l(s);
        const b = r(s);
        return typeof a === 'number' && typeof b === 'number' ? a >= b : ordered(a, b, holds);
      };
  }
}

function withNumber(op: Order, l: Fn, k: number): Fn {
  const holds = HOLDS[op];
  switch (op) {
    case '<':
      return (s) => ((a) => (typeof a === 'number' ? a < k : ordered(a, k, holds)))(l(s));
    case '<=':
      return (s) => ((a) => (typeof a === 'number' ? a <= k : ordered(a, k, holds)))(l(s));
    case '>':
      return (s) => ((a) => (typeof a === 'number' ? a > k : ordered(a, k, holds)))(l(s));
    case '>=':
      return (s) => ((a) => (typeof a === 'number' ? a >= k : ordered(a, k, holds)))(l(s));
  }
}

/** `==` (`wanted` true) and `!=`. */
export function equality(ops: readonly Operand[], build: Build, wanted: boolean): Fn {
  const l = build(ops[0]);
  const k = constantOf(ops[1]);
  if (k !== undefined && k !== null) {
    return (s) => {
      const a = l(s);
      if (a === k) return wanted;
      return typeof a === 'object' ? outcome(equal(a, k), wanted) : !wanted;
    };
  }
  const r = build(ops[1]);
  return (s) => {
    const a = l(s);
    const b = r(s);
    return typeof a !== 'object' && typeof b !== 'object' ? (a === b) === wanted : outcome(equal(a, b), wanted);
  };
}

function outcome(same: Value, wanted: boolean): Value {
  return typeof same === 'boolean' ? same === wanted : same;
}

/** `in`; a list of constants becomes a set. */
export function membership(ops: readonly Operand[], build: Build): Fn {
  const l = build(ops[0]);
  const set = constantSet(ops[1]);
  if (set === null) {
    const r = build(ops[1]);
    return (s) => {
      const list = r(s);
      if (Array.isArray(list)) charge(s, list.length);
      return member(l(s), list);
    };
  }
  return (s) => {
    const a = l(s);
    if (typeof a !== 'object') return set.has(a);
    return isTagged(a) && (a.t === 'unknown' || a.t === 'error') ? a : false;
  };
}

function constantSet(op: Operand | undefined): Set<Value> | null {
  if (!Array.isArray(op) || op[0] !== 'list') return null;
  const values = (op as readonly Operand[]).slice(1).map(constantOf);
  const plain = values.filter((v) => typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean');
  return plain.length === values.length ? new Set<Value>(plain) : null;
}
