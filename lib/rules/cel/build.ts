import { cell, has, listOf, mapOf, member as access } from './access';
import { arithmetic, negate, type BinaryOp } from './arithmetic';
import { binary, comparison, equality, membership } from './binary';
import { DAMAGED, NEWER, type Code, type Operand } from './code';
import { call, constant, failure, folded, index, text } from './build-parts';
import { FUNCTIONS, type Impl } from './functions';
import { choose, connective, not } from './logic';
import { bind, collect, existsOne, quantifier } from './macros';
import { matches, type Patterns } from './pattern-match';
import { latest, pushes, teamFigure } from './row-functions';
import type { Fn } from './scope';

/** Gives each input of a pack one place in the scope. */
export type Slots = (input: string) => number;

type Build = (code: Operand | undefined) => Fn;
type Builder = (ops: readonly Operand[], build: Build, slots: Slots) => Fn;

const MACRO_LOCALS = 24;

/** Turns checked code into a closure; throws with a readable reason on an unknown operator or a damaged form. */
export function buildFn(code: Code, slots: Slots): Fn {
  const build: Build = (part) => {
    if (!Array.isArray(part)) throw new TypeError(DAMAGED);
    const [op, ...ops] = part as Operand[];
    if (typeof op !== 'string') throw new TypeError(DAMAGED);
    const builder = BUILDERS.get(op);
    if (builder) return builder(ops, build, slots);
    const impl = FUNCTIONS.get(op) ?? ROW_FUNCTIONS.get(op);
    if (CLOCKED.has(op)) slots('now');
    if (impl) return call(impl, ops.map(build));
    throw new TypeError(NEWER);
  };
  return build(code);
}

/** Functions that count from today: whose rule asks for one rests on the clock as if it named `now`. */
const CLOCKED: ReadonlySet<string> = new Set(['daysSince', 'daysUntil']);

/** Patterns by load: the expressions of one pack share their slots, hence these. */
const patternsByLoad = new WeakMap<Slots, Patterns>();

function patternsOf(slots: Slots): Patterns {
  const known: Patterns = patternsByLoad.get(slots) ?? new Map();
  patternsByLoad.set(slots, known);
  return known;
}

const ROW_FUNCTIONS: ReadonlyMap<string, Impl> = new Map([
  ['latest', latest],
  ['pushes', pushes],
  ['team', teamFigure],
]);

const arith =
  (op: BinaryOp): Builder =>
  (ops, build) =>
    binary(op, build(ops[0]), build(ops[1]), (a, b, s) => arithmetic(op, a, b, s));

const BUILDERS: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['k', (ops) => constant(ops)],
  ['time', (ops) => folded(FUNCTIONS.get('timestamp'), ops)],
  ['span', (ops) => folded(FUNCTIONS.get('duration'), ops)],
  ['fail', (ops) => failure(text(ops[0]))],
  [
    '$',
    (ops, _b, slots) =>
      (
        (i) => (s) =>
          s.inputs[i] ?? null
      )(slots(text(ops[0]))),
  ],
  [
    'x',
    (ops) =>
      (
        (i) => (s) =>
          s.locals[i] ?? null
      )(index(ops[0], MACRO_LOCALS)),
  ],
  ['cell', (ops, b) => cell(b(ops[0]), index(ops[1]))],
  ['get', (ops, b) => access(b(ops[0]), b(ops[1]))],
  ['has', (ops, b) => has(b(ops[0]))],
  ['list', (ops, b) => listOf(ops.map(b))],
  ['map', (ops, b) => mapOf(ops.map(b))],
  ['&&', (ops, b) => connective(ops.map(b), false)],
  ['||', (ops, b) => connective(ops.map(b), true)],
  ['!', (ops, b) => not(b(ops[0]))],
  ['?:', (ops, b) => choose(b(ops[0]), b(ops[1]), b(ops[2]))],
  [
    'neg',
    (ops, b) =>
      (
        (f) => (s) =>
          negate(f(s))
      )(b(ops[0])),
  ],
  ['+', arith('+')],
  ['-', arith('-')],
  ['*', arith('*')],
  ['/', arith('/')],
  ['/i', arith('/i')],
  ['%', arith('%')],
  ...(['<', '<=', '>', '>='] as const).map((op): [string, Builder] => [op, (ops, b) => comparison(op, ops, b)]),
  ['==', (ops, b) => equality(ops, b, true)],
  ['!=', (ops, b) => equality(ops, b, false)],
  ['in', (ops, b) => membership(ops, b)],
  ['matches', (ops, b, slots) => matches(b(ops[0]), text(ops[1]), patternsOf(slots))],
  ['exists', (ops, b) => quantifier(b(ops[0]), index(ops[1], MACRO_LOCALS), b(ops[2]), true)],
  ['all', (ops, b) => quantifier(b(ops[0]), index(ops[1], MACRO_LOCALS), b(ops[2]), false)],
  ['exists_one', (ops, b) => existsOne(b(ops[0]), index(ops[1], MACRO_LOCALS), b(ops[2]))],
  ['filter', (ops, b) => collect(b(ops[0]), index(ops[1], MACRO_LOCALS), b(ops[2]), null)],
  [
    'collect',
    (ops, b) => collect(b(ops[0]), index(ops[1], MACRO_LOCALS), ops[2] === null ? null : b(ops[2]), b(ops[3])),
  ],
  ['bind', (ops, b) => bind(index(ops[0], MACRO_LOCALS), b(ops[1]), b(ops[2]))],
]);
