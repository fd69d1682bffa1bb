import type { ASTNode } from '@marcbachmann/cel-js';
import type { Code, Operand } from './code';
import type { Vocabulary } from './env';
import { lowerCall } from './lower-call';
import { lowerPath } from './lower-path';
import { typeOf, type Flaw, type Range } from './syntax';

/** Where lowering stands: macro variables in scope (innermost last) and what was found wrong. */
export type Lowering = {
  readonly words: Vocabulary;
  readonly source: string;
  readonly locals: readonly string[];
  readonly flaws: Flaw[];
};

/** Stands in for what could not be lowered; a pack with flaws is never run. */
const NOTHING: Code = ['k', null];

export function flaw(l: Lowering, range: Range, message: string, hint?: string): Code {
  l.flaws.push({ range: { start: range.start, end: range.end }, message, ...(hint === undefined ? {} : { hint }) });
  return NOTHING;
}

/** A name or function nobody knows: wrong while it is written; where types are left to run time, an error then. */
export function unresolved(l: Lowering, range: Range, message: string): Code {
  return l.words.plain?.typed === false ? ['fail', message] : flaw(l, range, message);
}

const INPUTS: Readonly<Record<string, string>> = {
  stage: 'stage',
  now: 'now',
  contacts: 'list.contacts',
  activities: 'list.activities',
  products: 'list.products',
  changes: 'list.changes',
};

/** Translates a checked syntax tree to the compact form that is stored and run. */
export function lower(node: ASTNode, l: Lowering): Code {
  switch (node.op) {
    case 'value':
      return literal(node.args, node, l);
    case 'id':
      return name(node.args, node, l);
    case '.':
    case '[]':
      return lowerPath(node, l);
    case 'call':
      return lowerCall(node.args[0], null, node.args[1], node, l);
    case 'rcall':
      return lowerCall(node.args[0], node.args[1], node.args[2], node, l);
    case 'list':
      return ['list', ...node.args.map((n) => lower(n, l))];
    case 'map':
      return ['map', ...node.args.flat().map((n) => lower(n, l))];
    case '?:':
      return ['?:', ...node.args.map((n) => lower(n, l))];
    case '&&':
    case '||':
      return [node.op, ...chain(node, node.op, l)];
    case '!_':
      return ['!', lower(node.args, l)];
    case '-_':
      return minus(node.args, l);
    case '.?':
    case '[?]':
      return flaw(l, node, 'optional access is not supported');
    default:
      return operator(node.op, node.args, l);
  }
}

function literal(value: unknown, at: Range, l: Lowering): Code {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return ['k', value];
  const whole = wholeNumber(value, l.words.plain !== null);
  if (whole === null) return flaw(l, at, 'this kind of value is not supported');
  return whole.exact ? ['k', whole.n] : flaw(l, at, 'the number is too large');
}

/** The number of a whole-number literal (`7u` only among plain words, as packs have no unsigned numbers), and whether nothing was lost. */
function wholeNumber(value: unknown, unsigned: boolean): { n: number; exact: boolean } | null {
  const v: unknown = unsigned && typeof value === 'object' && value !== null ? value.valueOf() : value;
  return typeof v === 'bigint' ? { n: Number(v), exact: BigInt(Number(v)) === v } : null;
}

function name(id: string, at: Range, l: Lowering): Code {
  const local = l.locals.lastIndexOf(id);
  if (local >= 0) return ['x', local];
  const { plain } = l.words;
  if (plain !== null) return plain.names.includes(id) ? ['$', id] : unresolved(l, at, `there is no "${id}"`);
  const input = Object.hasOwn(INPUTS, id) ? INPUTS[id] : undefined;
  if (input !== undefined) return ['$', input];
  return flaw(
    l,
    at,
    id === 'deal' || id === 'facts' || id === 'team' ? `name what of "${id}" is meant` : `"${id}" is not a value`,
  );
}

/** `a && b && c` as one list of operands. */
function chain(node: ASTNode, op: '&&' | '||', l: Lowering): Code[] {
  if (node.op !== op) return [lower(node, l)];
  return [...chain(node.args[0], op, l), ...chain(node.args[1], op, l)];
}

function minus(node: ASTNode, l: Lowering): Code {
  const inner = lower(node, l);
  return inner[0] === 'k' && typeof inner[1] === 'number' ? ['k', 0 - inner[1]] : ['neg', inner];
}

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

function operator(op: string, [left, right]: readonly [ASTNode, ASTNode], l: Lowering): Code {
  const a = lower(left, l);
  const b = lower(right, l);
  // A constant goes right, where the runtime has its short cuts.
  const mirrored = MIRRORED[op];
  if (a[0] === 'k' && b[0] !== 'k' && mirrored !== undefined) return [mirrored, b, a];
  if (op === '/' && isWhole(left) && isWhole(right)) return ['/i', a, b];
  return [op, a, b];
}

function isWhole(node: ASTNode): boolean {
  const type = typeOf(node);
  return type === 'int' || type === 'uint';
}

/** A constant operand's text, if it is one. */
export function constantText(code: Operand | undefined): string | null {
  return Array.isArray(code) && code[0] === 'k' && typeof code[1] === 'string' ? code[1] : null;
}
