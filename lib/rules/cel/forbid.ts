import type { ASTNode } from '@marcbachmann/cel-js';
import { FORBIDDEN } from './forbidden-names';
import { childrenOf, loopOf, nameRange, type Flaw, type Range } from './syntax';

/** Finds forbidden names and loops nested too deep, all of them. */
export function findForbidden(root: ASTNode, macroDepth: number): Flaw[] {
  const flaws: Flaw[] = [];
  const refuse = (name: unknown, range: Range): void => {
    if (typeof name === 'string' && FORBIDDEN.has(name))
      flaws.push({ range, message: `"${name}" cannot be used here` });
  };
  const visit = (node: ASTNode, loops: number): void => {
    refuseNames(node, refuse);
    const loop = loopOf(node);
    if (loop === null) {
      for (const child of childrenOf(node)) visit(child, loops);
      return;
    }
    if (loops >= macroDepth) {
      flaws.push({ range: node, message: `loops (${loop.name}) may be nested ${macroDepth} deep at most` });
    }
    visit(loop.list, loops);
    visit(loop.variable, loops);
    for (const body of loop.bodies) visit(body, loops + 1);
  };
  visit(root, 0);
  return flaws.map(({ range, ...rest }) => ({ ...rest, range: { start: range.start, end: range.end } }));
}

function refuseNames(node: ASTNode, refuse: (name: unknown, range: Range) => void): void {
  switch (node.op) {
    case 'id':
      return refuse(node.args, node);
    case '.':
    case '.?':
      return refuse(node.args[1], nameRange(node));
    case '[]':
    case '[?]':
      if (node.args[1].op === 'value') refuse(node.args[1].args, node.args[1]);
      return;
    case 'map':
      for (const [key] of node.args) if (key.op === 'value') refuse(key.args, key);
      return;
    case 'call':
      return refuse(node.args[0], node);
    case 'rcall':
      return refuse(node.args[0], { start: node.args[1].end, end: node.end });
    default:
  }
}

/** How deep an expression nests; a chain such as `a && b && c` is one level. */
export function depthOf(node: ASTNode): number {
  let deepest = 0;
  for (const child of childrenOf(node)) {
    const d = depthOf(child);
    const chained = child.op === node.op && (node.op === '&&' || node.op === '||' || node.op === '+');
    deepest = Math.max(deepest, chained ? d - 1 : d);
  }
  return deepest + 1;
}
