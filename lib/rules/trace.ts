import type { ASTNode } from '@marcbachmann/cel-js';
import { buildFn } from './cel/build';
import { checkExpression } from './cel/check';
import { vocabulary, type Vocabulary } from './cel/env';
import { OVER_BUDGET } from './cel/scope';
import { childrenOf, loopOf } from './cel/syntax';
import { err, isTagged, type RowValue, type Value } from './cel/values';
import { findStage } from './find-stage';
import { LIMITS } from './limits';
import { makeScope } from './make-scope';
import { shownValue, type Shown } from './shown-value';
import type { EvaluationInput } from './pack-result';
import type { RunnablePack } from './types';

/**
 * A part of an expression with what it came to on a deal, and the parts that this rests on. `row`: the part is the body of a
 * loop, for that row of its list.
 */
export type Traced = { text: string; shown: Shown; parts: readonly Traced[]; row?: string };

/** Rows of one list that are shown one by one; the rest counts in the value of the whole. */
const MOST_ROWS = 12;
/** Parts of one expression; more would be no explanation any more. */
const MOST_PARTS = 200;

/**
 * How an expression evaluates on a deal, part by part. Every part is checked and run as an expression of its own, by the same
 * code as the whole; inside a loop, with the row in place of the loop's variable. Null for one that is not right.
 */
export function traceExpression(source: string, pack: RunnablePack, input: EvaluationInput): Traced | null {
  const words = wordsOf(pack);
  if (!checkExpression(source, words, 'value').ok) return null;
  const { ast } = words.env.parse(source);
  const run = evaluator(pack, input, words);
  return traced(ast, { source, run, wrap: (text) => text, locals: [], left: { parts: MOST_PARTS } });
}

/** What expressions of a pack may name. */
export function wordsOf({ fields }: Pick<RunnablePack, 'fields'>): Vocabulary {
  const own = fields.filter(({ key }) => key.startsWith('custom.'));
  return vocabulary(Object.fromEntries(own.map(({ key, type }) => [key.slice('custom.'.length), type])));
}

type Place = {
  source: string;
  run: (text: string) => Value;
  /** Puts the rows of the loops around it in place of their variables. */
  wrap: (text: string) => string;
  locals: readonly string[];
  left: { parts: number };
};

function traced(node: ASTNode, place: Place): Traced {
  place.left.parts -= 1;
  const text = textOf(node, place.source);
  const shown = shownValue(place.run(place.wrap(text)));
  return { text, shown, parts: place.left.parts > 0 ? partsOf(node, place) : [] };
}

/** What a node was written as. The parser leaves brackets around an operand out of its place: half of a pair is made whole. */
function textOf({ start, end }: ASTNode, source: string): string {
  let [open, missing] = [0, 0];
  for (const [sign] of source.slice(start, end).matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g)) {
    if (sign === '(') open += 1;
    else if (sign === ')' && open > 0) open -= 1;
    else if (sign === ')') missing += 1;
  }
  let [from, to] = [start, end];
  for (; missing > 0 && from > 0; missing -= 1) from = source.lastIndexOf('(', from - 1);
  for (; open > 0 && to < source.length; open -= 1) to = source.indexOf(')', to) + 1;
  return source.slice(from, to);
}

function partsOf(node: ASTNode, place: Place): Traced[] {
  const loop = loopOf(node);
  if (loop !== null) return [traced(loop.list, place), ...rowsOf(loop, place)];
  if (isPath(node)) return [];
  const chain = node.op === '&&' || node.op === '||' ? operands(node, node.op) : childrenOf(node);
  return chain.filter((child) => tells(child, place.locals)).map((child) => traced(child, place));
}

/** `deal.account.name`, `c.role`: a name, whose parts say nothing. `has(…)` asks about a name, not its value. */
function isPath(node: ASTNode): boolean {
  if (node.op === 'id') return true;
  if (node.op === '.') return isPath(node.args[0]);
  return node.op === 'call' && node.args[0] === 'has';
}

function operands(node: ASTNode, op: '&&' | '||'): ASTNode[] {
  return node.op === op ? childrenOf(node).flatMap((child) => operands(child, op)) : [node];
}

/** A constant is what it is, and a loop's variable is a row. */
function tells(node: ASTNode, locals: readonly string[]): boolean {
  if (node.op === 'value' || node.op === 'list') return false;
  return !(node.op === 'id' && (locals.includes(node.args) || ['team', 'cel', 'deal', 'facts'].includes(node.args)));
}

function rowsOf({ list, variable, bodies }: NonNullable<ReturnType<typeof loopOf>>, place: Place): Traced[] {
  if (variable.op !== 'id') return [];
  const name = variable.args;
  const listText = textOf(list, place.source);
  const found = place.run(place.wrap(listText));
  const rows = Array.isArray(found) ? found : isTagged(found) && found.t === 'part' ? found.rows : [];
  return rows.slice(0, MOST_ROWS).flatMap((row, i): Traced[] => {
    if (place.left.parts <= 0) return [];
    const wrap = (text: string): string => place.wrap(`cel.bind(${name}, (${listText})[${i}], ${text})`);
    const label = labelOf(row as Value, i);
    return bodies.map((body) => ({ ...traced(body, { ...place, wrap, locals: [...place.locals, name] }), row: label }));
  });
}

/** What a person recognises a row by. */
function labelOf(row: Value, index: number): string {
  if (!isTagged(row) || row.t !== 'row') return `${index + 1}`;
  const words = (['name', 'subject', 'type', 'role'] as const).flatMap((key) => textIn(row, key));
  return words[0] ?? `${index + 1}`;
}

function textIn({ raw }: RowValue, key: string): string[] {
  const field = raw[key];
  return field?.state === 'value' && typeof field.value === 'string' ? [field.value.slice(0, 80)] : [];
}

/** Runs any expression of the pack's words on a deal. Each gets a rule's budget. */
function evaluator(pack: RunnablePack, input: EvaluationInput, words: Vocabulary): (text: string) => Value {
  const { stage } = findStage(pack, input.deal);
  return (text) => {
    const checked = checkExpression(text, words, 'value');
    if (!checked.ok) return err(checked.flaws[0]?.message ?? '');
    const inputs: string[] = [];
    const fn = buildFn(checked.code, (name) => {
      const at = inputs.indexOf(name);
      return at >= 0 ? at : inputs.push(name) - 1;
    });
    const scope = makeScope({ ...pack, inputs }, input, stage);
    scope.left = LIMITS.ruleSteps;
    try {
      return fn(scope);
    } catch (error) {
      return err(error instanceof Error && error.message === OVER_BUDGET ? OVER_BUDGET : 'it failed unexpectedly');
    }
  };
}
