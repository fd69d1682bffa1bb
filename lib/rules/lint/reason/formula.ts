import type { Code } from '../../cel/code';
import { fold } from './fold';
import type { FieldTypes } from './kinds';
import { comparisonOf, type Comparison, type Order } from './linear';
import { leavesOf, neverEmpty } from './leaves';
import { constantOf, inputsOf, keyOf, partAt, partsOf } from './tree';

type Plain = string | number | boolean;

/** One simple statement about a deal. `inputs` are what must be read to tell. */
export type Literal = { inputs: ReadonlySet<string> } & (
  | { is: 'order'; comparison: Comparison }
  | { is: 'among'; key: string; code: Code; values: ReadonlySet<Plain>; wanted: boolean }
  | { is: 'present'; key: string; wanted: boolean }
  | { is: 'truth'; key: string; code: Code; wanted: boolean }
);

/** A condition as statements joined by "and" and "or". */
export type Formula = boolean | { and: readonly Formula[] } | { or: readonly Formula[] } | { literal: Literal };

const ORDERS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const OPPOSITE: Readonly<Record<Order, Order>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' };
/** Conditions that hold of a filled value only. */
const NEEDS_VALUE: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith', 'matches', 'junk']);

/** When simplified code is true (`wanted`), or is false: as the evaluator has it, empty values included. */
export function formulaOf(code: Code, wanted: boolean, types: FieldTypes): Formula {
  const part = (index: number, want: boolean): Formula => {
    const inner = partAt(code, index);
    return inner === undefined ? false : formulaOf(inner, want, types);
  };
  const constant = constantOf(code);
  if (constant !== undefined) return constant === wanted;
  switch (code[0]) {
    case '&&':
    case '||': {
      const parts = partsOf(code).map((p) => formulaOf(p, wanted, types));
      return (code[0] === '&&') === wanted ? { and: parts } : { or: parts };
    }
    case '!':
      return part(1, !wanted);
    case '?:':
      return { or: [{ and: [part(1, true), part(2, wanted)] }, { and: [part(1, false), part(3, wanted)] }] };
    case 'has':
      return presence(partAt(code, 1), wanted);
    case 'blank':
      return blank(code, wanted, types);
    case 'exists':
      return exists(code, wanted, types);
    case 'in':
      return membership(code, wanted, types);
    default:
      return comparing(code, wanted, types) ?? truth(code, wanted);
  }
}

function comparing(code: Code, wanted: boolean, types: FieldTypes): Formula | null {
  const [a, b] = [partAt(code, 1), partAt(code, 2)];
  if (a === undefined || b === undefined) return null;
  if (ORDERS.has(code[0])) return ordered(code[0] as Order, a, b, wanted, types);
  if (code[0] === '==' || code[0] === '!=') return equality(a, b, (code[0] === '==') === wanted, types);
  return null;
}

const inputs = (...codes: readonly Code[]): ReadonlySet<string> => new Set(codes.flatMap((c) => [...inputsOf(c)]));

function order(op: Order, a: Code, b: Code, types: FieldTypes): Formula | null {
  const comparison = comparisonOf(op, a, b, types);
  if (comparison === null || typeof comparison === 'boolean') return comparison;
  return { literal: { is: 'order', comparison, inputs: inputs(a, b) } };
}

/** An ordered comparison is false as soon as one side is empty. */
function ordered(op: Order, a: Code, b: Code, wanted: boolean, types: FieldTypes): Formula | null {
  const found = order(wanted ? op : OPPOSITE[op], a, b, types);
  if (found === null) return null;
  const filled = leavesOf([a, b]).map((leaf) => presence(leaf, true));
  if (wanted) return { and: [...filled, found] };
  return { or: [{ and: [...filled, found] }, ...leavesOf([a, b]).map((leaf) => presence(leaf, false))] };
}

function equality(a: Code, b: Code, same: boolean, types: FieldTypes): Formula | null {
  const other = constantOf(b);
  if (other === null) return emptiness(a, same);
  if (typeof other === 'string' || typeof other === 'boolean') return among(a, new Set([other]), same);
  const found = order(same ? '==' : '!=', a, b, types);
  if (found === null) return null;
  const filled = leavesOf([a, b]).map((leaf) => presence(leaf, true));
  const [emptyA, emptyB] = [emptiness(a, true), emptiness(b, true)];
  const [fullA, fullB] = [emptiness(a, false), emptiness(b, false)];
  // Two empty values are the same; an empty one and a filled one are not.
  if (same) return { or: [{ and: [...filled, found] }, { and: [emptyA, emptyB] }] };
  return { or: [{ and: [...filled, found] }, { and: [emptyA, fullB] }, { and: [fullA, emptyB] }] };
}

function emptiness(code: Code, empty: boolean): Formula {
  const parts = leavesOf([code]).map((leaf) => presence(leaf, !empty));
  return empty ? { or: parts } : { and: parts };
}

function presence(leaf: Code | undefined, wanted: boolean): Formula {
  if (leaf === undefined) return false;
  if (neverEmpty(leaf)) return wanted;
  return { literal: { is: 'present', key: keyOf(leaf), wanted, inputs: inputs(leaf) } };
}

/** What text functions can give: `x.lowerAscii() == "ABC"` never holds. */
const SHAPES: Readonly<Record<string, (text: string) => string>> = {
  lowerAscii: (t) => t.replace(/[A-Z]/g, (c) => c.toLowerCase()),
  upperAscii: (t) => t.replace(/[a-z]/g, (c) => c.toUpperCase()),
  trim: (t) => t.trim(),
};

function possible(code: Code, value: Plain): boolean {
  const shape = SHAPES[code[0]];
  const inner = partAt(code, 1);
  if (shape === undefined || inner === undefined || typeof value !== 'string') return true;
  return shape(value) === value && possible(inner, value);
}

function among(code: Code, all: ReadonlySet<Plain>, wanted: boolean): Formula {
  const values = new Set([...all].filter((v) => possible(code, v)));
  if (values.size === 0) return !wanted;
  const literal: Formula = { literal: { is: 'among', key: keyOf(code), code, values, wanted, inputs: inputs(code) } };
  const leaves = leavesOf([code]);
  if (wanted) return { and: [...leaves.map((leaf) => presence(leaf, true)), literal] };
  return { or: [literal, ...leaves.map((leaf) => presence(leaf, false))] };
}

function membership(code: Code, wanted: boolean, types: FieldTypes): Formula {
  const [value, list] = [partAt(code, 1), partAt(code, 2)];
  const values = list?.[0] === 'list' ? partsOf(list).map(constantOf) : [undefined];
  if (value === undefined || values.some((v) => v === undefined || v === null)) return truth(code, wanted);
  const plain = values.flatMap((v) => (v === undefined || v === null ? [] : [v]));
  if (plain.every((v) => typeof v === 'string')) return among(value, new Set(plain), wanted);
  const each = plain.map((v) => equality(value, ['k', v], wanted, types) ?? truth(code, wanted));
  return wanted ? { or: each } : { and: each };
}

/** Readings hold no text of spaces alone, so what is blank is empty. */
function blank(code: Code, wanted: boolean, types: FieldTypes): Formula {
  const of = partAt(code, 1);
  if (of === undefined) return false;
  const text = ['trim', 'lowerAscii', 'upperAscii', '$'].includes(of[0]);
  if (of[0] === '$' && String(of[1]).startsWith('list.'))
    return comparing([wanted ? '==' : '!=', ['size', of], ['k', 0]], true, types) ?? truth(code, wanted);
  return text ? emptiness(of, wanted) : truth(code, wanted);
}

function exists(code: Code, wanted: boolean, types: FieldTypes): Formula {
  const list = partAt(code, 1);
  const some: Formula = list === undefined ? true : (order('>=', ['size', list], ['k', 1], types) ?? true);
  const body = partAt(code, 3);
  const literal: Formula = {
    literal: { is: 'truth', key: keyOf(code), code, wanted, inputs: list === undefined ? new Set() : inputs(list) },
  };
  if (body !== undefined && constantOf(body) === true)
    return wanted ? some : (order('<', ['size', list ?? body], ['k', 1], types) ?? literal);
  return wanted ? { and: [some, literal] } : literal;
}

function truth(code: Code, wanted: boolean): Formula {
  const worked = fold(code);
  if (typeof worked === 'boolean') return worked === wanted;
  const literal: Formula = { literal: { is: 'truth', key: keyOf(code), code, wanted, inputs: inputs(code) } };
  const of = partAt(code, 1);
  if (!wanted || of === undefined || !NEEDS_VALUE.has(code[0])) return literal;
  return { and: [...leavesOf([of]).map((leaf) => presence(leaf, true)), literal] };
}
