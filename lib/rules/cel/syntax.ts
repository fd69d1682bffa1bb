import type { ASTNode } from '@marcbachmann/cel-js';

export type Range = { start: number; end: number };

/** Something wrong in an expression: where, what, and what to write instead. */
export type Flaw = { range: Range; message: string; hint?: string };

/** Macros that loop. `cel.bind` names a value and does not. */
const LOOPS: ReadonlySet<string> = new Set(['exists', 'all', 'exists_one', 'filter', 'map']);

/** The loop a call is: its list, variable and bodies; null for any other node. */
export function loopOf(node: ASTNode): { name: string; list: ASTNode; variable: ASTNode; bodies: ASTNode[] } | null {
  if (node.op !== 'rcall') return null;
  const [name, list, [variable, ...bodies]] = node.args;
  return LOOPS.has(name) && variable !== undefined && bodies.length > 0 ? { name, list, variable, bodies } : null;
}

/** The nodes directly under a node. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'list':
      return node.args;
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** Type the checker found; empty where it did not look (inside `has`, macro variables). */
export function typeOf(node: ASTNode): string {
  // The library sets this while checking but does not declare it.
  const { checkedType } = node as { checkedType?: { name?: unknown } };
  return typeof checkedType?.name === 'string' ? checkedType.name : '';
}

/** Where the name of a `.name` node stands. */
export function nameRange(node: ASTNode): Range {
  return { start: node.pos, end: node.end };
}
