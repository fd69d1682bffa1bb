import { costPerCharacter } from './pattern-cost';
import { parsePattern, type Pattern, type PatternNode } from './pattern-parse';

/** Most work per character of the text: with it the worst text of 10,240 characters takes a few ms. */
const MAX_COST = 250;

/** The pattern as a native expression, if backtracking over it is bounded by a constant per character of the text. */
export function nativeOf({ tree, fold }: Pattern): RegExp | null {
  if (hasOddEdge(tree, fold) || !(costPerCharacter(tree) <= MAX_COST)) return null;
  return new RegExp(written(tree), fold ? 'iu' : 'u');
}

/** `nativeOf` of a pattern's text; null also for what `parsePattern` does not take. */
export function nativePattern(pattern: string): RegExp | null {
  const parsed = parsePattern(pattern);
  return parsed === null ? null : nativeOf(parsed);
}

/**
 * Whether an edge of a word means another thing to the browser than to RE2: `\b` without case takes two letters more for part of a
 * word, and `\B` is also found in the middle of a character that is stored as two, where V8 looks and no character begins.
 */
function hasOddEdge(node: PatternNode, fold: boolean): boolean {
  const odd = (inner: PatternNode): boolean => hasOddEdge(inner, fold);
  if (node.t === 'seq') return node.parts.some(odd);
  if (node.t === 'alt') return node.options.some(odd);
  return node.t === 'repeat' ? odd(node.of) : node.t === 'edge' && (fold || !node.between);
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
      return '\\b'; // the other edge is never written: see above
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
