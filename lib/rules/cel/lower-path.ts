import type { ASTNode } from '@marcbachmann/cel-js';
import { FACTS } from '@/lib/domain/facts';
import type { Code } from './code';
import type { Schema } from './env';
import { keysOf } from './explain';
import { flaw, lower, type Lowering } from './lower';
import { ROW_KEYS } from './rows';
import { didYouMean } from '@/lib/domain/suggest';
import { nameRange, typeOf } from './syntax';

type Access = Extract<ASTNode, { op: '.' | '[]' }>;

/** The name a `.name` or `["name"]` asks for; null when it is computed. */
function keyOf(node: Access): string | null {
  if (node.op === '.') return node.args[1];
  const index = node.args[1];
  return index.op === 'value' && typeof index.args === 'string' ? index.args : null;
}

/** `deal.account.name` as its parts; null when it does not start at a name or a part is computed. */
function staticPath(node: ASTNode): string[] | null {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.' && node.op !== '[]') return null;
  const key = keyOf(node);
  const before = key === null ? null : staticPath(node.args[0]);
  return before === null || key === null ? null : [...before, key];
}

const LIST_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['Contact', 'contacts'],
  ['Activity', 'activities'],
  ['Product', 'products'],
  ['FieldChange', 'changes'],
]);

/** Reading a field: of the deal and the facts by one slot, of a row by its position, else by name at run time. */
export function lowerPath(node: Access, l: Lowering): Code {
  const path = staticPath(node);
  const [root, ...rest] = path ?? [];
  if (root !== undefined && l.words.plain === null && !l.locals.includes(root)) {
    if (root === 'deal') return dealField(rest, node, l);
    if (root === 'facts') return factField(rest, node, l);
    if (root === 'team') return flaw(l, node, 'write a figure of the team as a call, such as team.winRate(stage)');
  }
  return member(node, l);
}

function member(node: Access, l: Lowering): Code {
  const target = node.args[0];
  const list = LIST_OF_TYPE.get(typeOf(target));
  const key = keyOf(node);
  if (list === undefined)
    return ['get', lower(target, l), node.op === '.' ? ['k', node.args[1]] : lower(node.args[1], l)];
  if (key === null) return flaw(l, node, 'name the field of the row');
  const keys = ROW_KEYS.get(list) ?? [];
  const index = keys.indexOf(key);
  if (index >= 0) return ['cell', lower(target, l), index];
  const { hint } = didYouMean(key, keys);
  return flaw(l, nameRange(node), `there is no "${key}" here`, hint);
}

function dealField(path: readonly string[], node: Access, l: Lowering): Code {
  let at: Schema | string = l.words.deal;
  let type = '$deal';
  for (const [i, key] of path.entries()) {
    const next: Schema | string | undefined = typeof at === 'object' && Object.hasOwn(at, key) ? at[key] : undefined;
    if (next === undefined) {
      const { hint } = didYouMean(key, keysOf(type, l.words));
      return flaw(l, nameRange(outward(node, path.length - 1 - i)), `there is no "${key}" here`, hint);
    }
    at = next;
    type = `${type}.${key}`;
  }
  if (typeof at === 'string') return ['$', `deal.${path.join('.')}`];
  return flaw(l, node, `name what of "deal.${path.join('.')}" is meant`);
}

/** The access that many steps nearer to the root. */
function outward(node: Access, steps: number): Access {
  const inner = node.args[0];
  return steps > 0 && (inner.op === '.' || inner.op === '[]') ? outward(inner, steps - 1) : node;
}

function factField(path: readonly string[], node: Access, l: Lowering): Code {
  const [key, ...more] = path;
  if (key !== undefined && more.length === 0 && Object.hasOwn(FACTS, key)) return ['$', `facts.${key}`];
  const { hint } = didYouMean(key ?? '', Object.keys(FACTS));
  return flaw(l, nameRange(node), `there is no fact "${path.join('.')}"`, hint);
}
