import type { ASTNode } from '@marcbachmann/cel-js';
import type { Code } from './code';
import { DURATION, TIMESTAMP, type Vocabulary } from './env';
import { explain, plainTypes } from './explain';
import { depthOf, findForbidden } from './forbid';
import { lower } from './lower';
import { childrenOf, typeOf, type Flaw } from './syntax';

export type Checked = { ok: true; code: Code; type: string } | { ok: false; flaws: Flaw[] };

/** What an expression must give: a condition, or any value. */
export type Wanted = 'condition' | 'value';

/** More than any pack has; what an editor went through on the way is let go of then. */
const MOST_KEPT = 4_000;

/** Parses and type-checks an expression and translates it to the form that is stored; never evaluates it. */
export function checkExpression(source: string, words: Vocabulary, wanted: Wanted): Checked {
  const asked = `${wanted} ${source}`;
  const known = words.checked.get(asked);
  if (known !== undefined) return known;
  const checked = check(source, words, wanted);
  if (words.checked.size >= MOST_KEPT) words.checked.clear();
  words.checked.set(asked, checked);
  return checked;
}

function check(source: string, words: Vocabulary, wanted: Wanted): Checked {
  const { limits } = words;
  if (source.length > limits.source) {
    return fail({
      range: { start: limits.source, end: source.length },
      message: `an expression may have ${limits.source} characters`,
    });
  }
  try {
    const parsed = words.env.parse(source);
    const refused = [...tooDeep(parsed.ast, limits.depth), ...findForbidden(parsed.ast, limits.macroDepth)];
    if (refused.length > 0) return { ok: false, flaws: refused };
    const wrong = typeErrors(parsed, source, words);
    if (wrong) return fail(wrong);
    return translated(parsed.ast, source, words, wanted);
  } catch (error) {
    return fail(explain(error, source, words));
  }
}

function fail(flaw: Flaw): Checked {
  return { ok: false, flaws: [flaw] };
}

function tooDeep(ast: ASTNode, allowed: number): Flaw[] {
  const depth = depthOf(ast);
  const range = { start: ast.start, end: ast.end };
  return depth > allowed ? [{ range, message: `the expression nests ${depth} deep; ${allowed} are allowed` }] : [];
}

const MAX_WIDENINGS = 20;

function typeErrors(parsed: ReturnType<Vocabulary['env']['parse']>, source: string, words: Vocabulary): Flaw | null {
  if (words.plain?.typed === false) return null;
  for (let i = 0; i < MAX_WIDENINGS; i++) {
    const result = parsed.check();
    if (result.valid) return null;
    const { error } = result;
    if (!mended(error?.code, error?.node)) return explain(error, source, words);
  }
  return null;
}

/** Whether what the library refuses is allowed here and now written so that it takes it. */
function mended(code: unknown, node: unknown): boolean {
  return code === 'incompatible_ternary_branches' ? widen(node) : turnSums(node);
}

/** `days(3) + now`: the library takes the sum of a duration and a date, but only `now + days(3)` for a date. */
function turnSums(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('op' in node)) return false;
  // An error's node is the syntax node that failed; the library types it loosely.
  const sums = childrenOf(node as ASTNode).filter((child) => child.op === '+' && addsDate(child));
  for (const sum of sums) {
    const open: Mutable = sum;
    open.args = childrenOf(sum).toReversed();
    delete open.checkedType;
  }
  return sums.length > 0;
}

function addsDate(sum: ASTNode): boolean {
  const [left, right] = childrenOf(sum).map(typeOf);
  return left === DURATION && right === TIMESTAMP;
}

/** `x ? 2 : 0.5`: writes whole numbers of a branch as decimals, for people who never heard of the difference. */
function widen(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('op' in node) || node.op !== '?:') return false;
  // An error's node is the syntax node that failed; the library types it loosely.
  const ternary = node as Extract<ASTNode, { op: '?:' }>;
  const [, yes, no] = ternary.args;
  const branches = [yes, no].filter((branch) => typeOf(branch) === 'int');
  return branches.length === 1 && branches.every(toDecimal);
}

type Mutable = { args: unknown; checkedType?: unknown };

function toDecimal(node: ASTNode): boolean {
  const open: Mutable = node;
  if (node.op === 'value' && typeof node.args === 'bigint') open.args = Number(node.args);
  else if (!['-_', '+', '-', '*', '?:'].includes(node.op)) return false;
  else if (
    !childrenOf(node)
      .slice(node.op === '?:' ? 1 : 0)
      .every(toDecimal)
  )
    return false;
  delete open.checkedType;
  return true;
}

function translated(ast: ASTNode, source: string, words: Vocabulary, wanted: Wanted): Checked {
  const type = typeOf(ast);
  const flaws: Flaw[] = [];
  const code = lower(ast, { words, source, locals: [], flaws });
  if (flaws.length === 0 && wanted === 'condition' && type !== 'bool' && !type.startsWith('dyn')) {
    const range = { start: 0, end: source.length };
    flaws.push({ range, message: `this gives a ${plainTypes(type)}, not a condition that holds or not` });
  }
  return flaws.length > 0 ? { ok: false, flaws } : { ok: true, code, type };
}
