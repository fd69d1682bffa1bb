import { isAlias, isNode, isScalar, visit, type Document, type Node } from 'yaml';
import { FORBIDDEN } from '@/lib/rules/cel/forbidden-names';
import type { Fault } from './json';

/** What YAML can do and a pack must not: tags, merge keys, keys that reach for JavaScript's own objects, aliases without end. */
export function refusals(document: Document): Fault[] {
  const found: Fault[] = [];
  let aliases = 0;
  const refuse = (node: Node, message: string, hint: string): void => {
    const [start = 0, end = start + 1] = node.range ?? [];
    found.push({ range: [start, end], message, hint });
  };
  visit(document, {
    Pair(_at, { key }) {
      if (!isNode(key)) return;
      if (!isScalar(key)) return refuse(key, 'a key is a name', 'write a plain name before the colon');
      if (key.value === '<<') refuse(key, 'merge keys (<<) are not used in packs', 'write the members out');
      if (FORBIDDEN.has(String(key.value)))
        refuse(key, `"${String(key.value)}" cannot be a name here`, 'use another name');
    },
    Node(_at, node) {
      if (!isAlias(node) && node.tag !== undefined)
        refuse(node, 'tags (!…) are not used in packs', 'remove it; put text that starts with ! in quotes');
    },
    Alias(_at, node) {
      aliases += 1;
      if (node.resolve(document) === undefined)
        refuse(node, 'this alias (*) has no anchor (&) before it', 'put text that starts with * in quotes');
      if (aliases === MOST_ALIASES + 1) refuse(node, `more than ${MOST_ALIASES} aliases (*)`, 'write the parts out');
    },
  });
  return found;
}

const MOST_ALIASES = 100;
