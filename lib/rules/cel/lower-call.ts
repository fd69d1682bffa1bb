import type { ASTNode } from '@marcbachmann/cel-js';
import { FUNCTIONS } from './functions';
import type { Code } from './code';
import { DURATION, TEAM_FIGURES, TIMESTAMP, type Schema } from './env';
import { constantText, flaw, lower, unresolved, type Lowering } from './lower';
import { patternFlaw } from './pattern';
import { didYouMean } from '@/lib/domain/suggest';
import { loopOf } from './syntax';

/** A function, method or macro call. */
export function lowerCall(
  name: string,
  receiver: ASTNode | null,
  args: readonly ASTNode[],
  node: ASTNode,
  l: Lowering,
): Code {
  if (receiver?.op === 'id' && receiver.args === 'cel' && !l.locals.includes('cel'))
    return lowerBind(name, args, node, l);
  if (l.words.plain === null && receiver?.op === 'id' && receiver.args === 'team' && !l.locals.includes('team'))
    return lowerTeam(name, args, node, l);
  const loop = loopOf(node);
  if (loop !== null) return lowerLoop(loop, l);
  const operands = receiver === null ? args : [receiver, ...args];
  const [first, second] = operands;
  if (name === 'has' && first !== undefined) return ['has', lower(first, l)];
  if (name === 'matches' && first !== undefined && second !== undefined) return lowerMatches(first, second, l);
  if (name === 'pushes') return lowerPushes(first, l);
  if (name === 'dyn' && first !== undefined) return lower(first, l);
  const code = name === 'count' ? 'size' : name;
  if (code !== 'latest' && !FUNCTIONS.has(code)) return unresolved(l, node, `the function "${name}" is not supported`);
  const lowered = operands.map((n) => lower(n, l));
  return folded(code, lowered, node, l) ?? [code, ...lowered];
}

/** Constant dates and durations are read once, and a wrong one is an authoring error. */
function folded(name: string, lowered: readonly Code[], node: ASTNode, l: Lowering): Code | null {
  const impl = FUNCTIONS.get(name);
  const text = lowered.length === 1 ? constantText(lowered[0]) : null;
  if ((name !== 'timestamp' && name !== 'duration') || impl === undefined || text === null) return null;
  const value = impl({ inputs: [], locals: [], left: 9, now: 0, today: 0, dayShift: 0, team: {} }, text, null, null);
  if (typeof value === 'object' && value !== null && 't' in value && value.t === 'error')
    return flaw(l, node, value.reason);
  return [name === 'timestamp' ? 'time' : 'span', text];
}

function lowerLoop(loop: NonNullable<ReturnType<typeof loopOf>>, l: Lowering): Code {
  const { name, list, variable, bodies } = loop;
  if (variable.op !== 'id') return flaw(l, variable, `${name}() needs a name for its element first`);
  const inner: Lowering = { ...l, locals: [...l.locals, variable.args] };
  const from = lower(list, l);
  const [first, second] = bodies.map((b) => lower(b, inner));
  if (first === undefined) return flaw(l, variable, `${name}() lacks its condition`);
  if (name !== 'map') return [name, from, l.locals.length, first];
  return second === undefined
    ? ['collect', from, l.locals.length, null, first]
    : ['collect', from, l.locals.length, first, second];
}

function lowerBind(name: string, args: readonly ASTNode[], node: ASTNode, l: Lowering): Code {
  const [variable, value, body] = args;
  if (name !== 'bind' || variable?.op !== 'id' || value === undefined || body === undefined) {
    return flaw(l, node, `the function "cel.${name}" is not supported`);
  }
  const inner: Lowering = { ...l, locals: [...l.locals, variable.args] };
  return ['bind', l.locals.length, lower(value, l), lower(body, inner)];
}

function lowerTeam(name: string, args: readonly ASTNode[], node: ASTNode, l: Lowering): Code {
  const type = Object.entries(TEAM_FIGURES).find(([figure]) => figure === name)?.[1];
  if (type === undefined) {
    return flaw(l, node, `there is no figure "${name}" of the team`, didYouMean(name, Object.keys(TEAM_FIGURES)).hint);
  }
  const [stage] = args;
  const figure: Code = ['team', ['k', name], stage === undefined ? ['k', ''] : lower(stage, l)];
  return type === DURATION ? ['days', figure] : figure;
}

function lowerMatches(target: ASTNode, pattern: ASTNode, l: Lowering): Code {
  if (pattern.op !== 'value' || typeof pattern.args !== 'string') {
    return flaw(l, pattern, 'a pattern is written out in quotes, not computed');
  }
  const wrong = patternFlaw(pattern.args, l.source.slice(pattern.start, pattern.end), pattern.start);
  if (wrong) return flaw(l, wrong.range, wrong.message, wrong.hint);
  return ['matches', lower(target, l), pattern.args];
}

function lowerPushes(field: ASTNode | undefined, l: Lowering): Code {
  if (field === undefined) return ['pushes', ['$', 'list.changes'], ['k', 'closeDate']];
  const code = lower(field, l);
  const key = constantText(code);
  const path = key?.split('.') ?? [];
  let at: Schema | string | undefined = l.words.deal;
  for (const part of path) at = typeof at === 'object' && Object.hasOwn(at, part) ? at[part] : undefined;
  if (key !== null && at !== TIMESTAMP) return flaw(l, field, `"${key}" is not a date field of the deal`);
  return ['pushes', ['$', 'list.changes'], code];
}
