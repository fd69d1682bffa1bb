import type { ASTNode } from '@marcbachmann/cel-js';
import { LIMITS } from '../limits';
import type { Code } from './code';
import type { Vocabulary } from './env';
import { explain, plainTypes } from './explain';
import { depthOf, findForbidden } from './forbid';
import { lower } from './lower';
import { childrenOf, typeOf, type Flaw } from './syntax';

export type Checked = { ok: true; code: Code; type: string } | { ok: false; flaws: Flaw[] };

/** What an expression must give: a condition, or any value. */
export type Wanted = 'condition' | 'value';

/** Parses and type-checks an expression and translates it to the form that is stored; never evaluates it. */
export function checkExpression(source: string, words: Vocabulary, wanted: Wanted): Checked {
  if (source.length > LIMITS.source) {
    return fail({
      range: { start: LIMITS.source, end: source.length },
      message: `an expression may have ${LIMITS.source} characters`,
    });
  }
  try {
    const parsed = words.env.parse(source);
    const refused = [...tooDeep(parsed.ast), ...findForbidden(parsed.ast)];
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

function tooDeep(ast: ASTNode): Flaw[] {
  const depth = depthOf(ast);
  const range = { start: ast.start, end: ast.end };
  return depth > LIMITS.depth
    ? [{ range, message: `the expression nests ${depth} deep; ${LIMITS.depth} are allowed` }]
    : [];
}

const MAX_WIDENINGS = 20;

function typeErrors(parsed: ReturnType<Vocabulary['env']['parse']>, source: string, words: Vocabulary): Flaw | null {
  for (let i = 0; i < MAX_WIDENINGS; i++) {
    const result = parsed.check();
    if (result.valid) return null;
    const { error } = result;
    if (error?.code !== 'incompatible_ternary_branches' || !widen(error.node)) return explain(error, source, words);
  }
  return null;
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
