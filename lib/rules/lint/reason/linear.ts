import { dayNumber, readDay, readMoment } from '@/lib/domain/calendar';
import type { Code } from '../../cel/code';
import { DAY_MS } from '../../cel/arithmetic';
import { fold } from './fold';
import { isWhole, kindOf, type FieldTypes, type Kind } from './kinds';
import { constantOf, keyOf, partAt } from './tree';

type Term = { coef: number; code: Code; whole: boolean };
/** A sum of terms and a constant, the terms by their keys. */
type Sum = { terms: ReadonlyMap<string, Term>; constant: number };

export type Order = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** `terms op bound`, the first term with factor 1, so that two ways of writing one comparison have one key. */
export type Comparison = { key: string; terms: ReadonlyMap<string, Term>; whole: boolean; op: Order; bound: number };

const FLIPPED: Readonly<Record<Order, Order>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

/** A comparison of two expressions in its normal form; a boolean where nothing is left to compare; null when it has no order. */
export function comparisonOf(op: Order, a: Code, b: Code, types: FieldTypes): Comparison | boolean | null {
  const sides = sumsOf(a, b, types);
  if (sides === null) return null;
  const difference = plus(sides[0], sides[1], -1);
  const terms = [...difference.terms].filter(([, t]) => t.coef !== 0).toSorted(([x], [y]) => (x < y ? -1 : 1));
  const [first] = terms;
  if (first === undefined) return holds(op, difference.constant, 0);
  const scale = first[1].coef;
  const scaled = new Map(terms.map(([key, t]): [string, Term] => [key, { ...t, coef: t.coef / scale }]));
  const key = [...scaled].map(([k, t]) => `${t.coef}*${k}`).join('+');
  const whole = [...scaled.values()].every((t) => t.whole && Number.isInteger(t.coef));
  return { key, terms: scaled, whole, op: scale < 0 ? FLIPPED[op] : op, bound: (0 - difference.constant) / scale };
}

export function holds(op: Order, a: number, b: number): boolean {
  switch (op) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
  }
}

function sumsOf(a: Code, b: Code, types: FieldTypes): [Sum, Sum] | null {
  const kinds: [Kind, Kind] = [kindOf(a, types), kindOf(b, types)];
  if (kinds.every((k) => k === 'number')) return [numberSum(a, types), numberSum(b, types)];
  if (kinds.every((k) => k === 'span')) return both(spanSum(a, types), spanSum(b, types));
  if (!kinds.every((k) => k === 'date' || k === 'instant')) return null;
  // As in the evaluator: as soon as one side is a date, calendar days are compared.
  const unit = kinds.includes('date') ? 'day' : 'ms';
  return both(timeSum(a, unit, types), timeSum(b, unit, types));
}

function both(a: Sum | null, b: Sum | null): [Sum, Sum] | null {
  return a === null || b === null ? null : [a, b];
}

function constantSum(constant: number): Sum {
  return { terms: new Map(), constant };
}

function termSum(code: Code, whole: boolean, prefix = ''): Sum {
  return { terms: new Map([[prefix + keyOf(code), { coef: 1, code, whole }]]), constant: 0 };
}

function plus(a: Sum, b: Sum, factor: number): Sum {
  const terms = new Map(a.terms);
  for (const [key, t] of b.terms) terms.set(key, { ...t, coef: (terms.get(key)?.coef ?? 0) + t.coef * factor });
  return { terms, constant: a.constant + b.constant * factor };
}

function times(sum: Sum, factor: number): Sum {
  return plus(constantSum(0), sum, factor);
}

function numberSum(code: Code, types: FieldTypes): Sum {
  const value = constantOf(code);
  if (typeof value === 'number') return constantSum(value);
  const [a, b] = [partAt(code, 1), partAt(code, 2)];
  if (a === undefined) return termSum(code, isWhole(code));
  const sum = (part: Code): Sum => numberSum(part, types);
  if (code[0] === 'neg') return times(sum(a), -1);
  if (code[0] === 'double') return kindOf(a, types) === 'number' ? sum(a) : termSum(code, false);
  if (code[0] === 'daysUntil' || code[0] === 'daysSince') return daysSum(code, a, types);
  if (b === undefined) return termSum(code, isWhole(code));
  if (code[0] === '+' || code[0] === '-') return plus(sum(a), sum(b), code[0] === '+' ? 1 : -1);
  const factor = [constantOf(a), constantOf(b)];
  if (code[0] === '*' && typeof factor[1] === 'number') return times(sum(a), factor[1]);
  if (code[0] === '*' && typeof factor[0] === 'number') return times(sum(b), factor[0]);
  if (code[0] === '/' && typeof factor[1] === 'number' && factor[1] !== 0) return times(sum(a), 1 / factor[1]);
  return termSum(code, isWhole(code));
}

/** Days to a date are the difference of two calendar days; days since an instant are cut, and stay a term of their own. */
function daysSum(code: Code, of: Code, types: FieldTypes): Sum {
  const sign = code[0] === 'daysUntil' ? 1 : -1;
  const date = kindOf(of, types) === 'date' ? timeSum(of, 'day', types) : null;
  if (date === null) return times(termSum(['daysSince', of], true), -sign);
  return times(plus(date, termSum(['$', 'now'], true, 'day:'), -1), sign);
}

function timeSum(code: Code, unit: 'day' | 'ms', types: FieldTypes): Sum | null {
  if (code[0] === 'time') return literal(String(code[1]), unit);
  const [a, b] = [partAt(code, 1), partAt(code, 2)];
  if ((code[0] === '+' || code[0] === '-') && a !== undefined && b !== undefined) {
    const [time, span] = kindOf(a, types) === 'span' ? [b, a] : [a, b];
    const ms = spanMs(span);
    const from = ms === null || (unit === 'day' && ms % DAY_MS !== 0) ? null : timeSum(time, unit, types);
    if (from === null || ms === null) return null;
    return plus(from, constantSum(unit === 'day' ? ms / DAY_MS : ms), code[0] === '+' ? 1 : -1);
  }
  return termSum(code, unit === 'day', `${unit}:`);
}

function literal(text: string, unit: 'day' | 'ms'): Sum | null {
  const moment = readMoment(text);
  const day = moment === null ? null : readDay(moment.date);
  if (moment === null || day === null) return null;
  if (unit === 'ms') return moment.ms === null ? null : constantSum(moment.ms);
  return constantSum(moment.ms === null ? dayNumber(day) : Math.floor(moment.ms / DAY_MS));
}

/** The length of a constant span in ms. */
function spanMs(code: Code): number | null {
  const value = fold(code);
  return typeof value === 'object' && value !== null && 't' in value && value.t === 'span' ? value.ms : null;
}

function spanSum(code: Code, types: FieldTypes): Sum | null {
  const ms = spanMs(code);
  if (ms !== null) return constantSum(ms);
  const [a, b] = [partAt(code, 1), partAt(code, 2)];
  if (code[0] !== '-' || a === undefined || b === undefined) return termSum(code, false);
  const unit = [a, b].some((part) => kindOf(part, types) === 'date') ? 'day' : 'ms';
  const sides = both(timeSum(a, unit, types), timeSum(b, unit, types));
  return sides === null ? null : times(plus(sides[0], sides[1], -1), unit === 'day' ? DAY_MS : 1);
}
