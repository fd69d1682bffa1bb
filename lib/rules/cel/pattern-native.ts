import { costPerCharacter } from './pattern-cost';
import { parsePattern, type Pattern, type PatternNode } from './pattern-parse';

/** Most work per character of the text: with it the worst text of 10,240 characters takes a few ms. */
const MAX_COST = 250;

/** The pattern as a native expression, if backtracking over it is bounded by a constant per character of the text. */
export function nativeOf({ tree, fold }: Pattern): RegExp | null {
  // JavaScript's \b without case takes two letters more for part of a word than RE2's.
  if ((fold && hasEdge(tree)) || !(costPerCharacter(tree) <= MAX_COST)) return null;
  return new RegExp(written(tree), fold ? 'iu' : 'u');
}

/** `nativeOf` of a pattern's text; null also for what `parsePattern` does not take. */
export function nativePattern(pattern: string): RegExp | null {
  const parsed = parsePattern(pattern);
  return parsed === null ? null : nativeOf(parsed);
}

function hasEdge(node: PatternNode): boolean {
  if (node.t === 'seq') return node.parts.some(hasEdge);
  if (node.t === 'alt') return node.options.some(hasEdge);
  return node.t === 'repeat' ? hasEdge(node.of) : node.t === 'edge';
}

function written(node: PatternNode): string {
  switch (node.t) {
    case 'char':
      return node.source;
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'edge':
      return node.between ? '\\b' : '\\B';
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
