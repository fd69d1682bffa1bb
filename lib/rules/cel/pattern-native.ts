import { costPerCharacter } from './pattern-cost';
import { parsePattern, type PatternNode } from './pattern-parse';

/** Most work per character of the text: with it the worst text of 10,240 characters takes a few ms, no more than RE2 would. */
const MAX_COST = 1_000;

/**
 * The pattern as a native expression, if it is of the subset that means the same to both engines and whose backtracking is
 * bounded by a constant per character of the text; null for any other, which is RE2's.
 */
export function nativePattern(pattern: string): RegExp | null {
  const tree = parsePattern(pattern);
  if (tree === null || !(costPerCharacter(tree) <= MAX_COST)) return null;
  return new RegExp(written(tree), 'u');
}

function written(node: PatternNode): string {
  switch (node.t) {
    case 'char':
      return node.source;
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'seq':
      return node.parts.map((p) => (p.t === 'alt' ? `(?:${written(p)})` : written(p))).join('');
    case 'alt':
      return node.options.map(written).join('|');
    case 'repeat': {
      const { of, min, max } = node;
      return `(?:${written(of)}){${min},${max === Infinity ? '' : max}}`;
    }
  }
}
