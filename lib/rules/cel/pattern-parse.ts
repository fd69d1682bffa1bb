import { classOf, escaped, literal, next, OUTSIDE, take, type PatternChar, type Reader } from './pattern-class';

/** A pattern as a tree. */
export type PatternNode =
  | PatternChar
  | { readonly t: 'start' }
  | { readonly t: 'end' }
  /** `\b`, or `\B` where `between` is false */
  | { readonly t: 'edge'; readonly between: boolean }
  | { readonly t: 'seq'; readonly parts: readonly PatternNode[] }
  | { readonly t: 'alt'; readonly options: readonly PatternNode[] }
  | { readonly t: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number };

/** `fold` for a pattern that begins with `(?i)`: upper and lower case are the same. */
export type Pattern = { readonly tree: PatternNode; readonly fold: boolean };

const MAX_GROUPS = 10;
const MAX_REPEAT = 1_000;

/**
 * Reads a pattern of the part of RE2's language that is used here: characters, classes, groups, `|`, `^`, `$`, `\b`, repetitions,
 * and `(?i)` at its beginning. Null for anything else.
 */
export function parsePattern(pattern: string): Pattern | null {
  const fold = pattern.startsWith('(?i)');
  const reader: Reader = { chars: Array.from(fold ? pattern.slice(4) : pattern), at: 0, depth: 0, fold };
  try {
    const tree = alternatives(reader);
    return reader.at === reader.chars.length ? { tree, fold } : null;
  } catch (error) {
    if (error === OUTSIDE) return null;
    throw error;
  }
}

function alternatives(r: Reader): PatternNode {
  const options = [sequence(r)];
  while (take(r, '|')) options.push(sequence(r));
  const [only] = options;
  return only !== undefined && options.length === 1 ? only : { t: 'alt', options };
}

function sequence(r: Reader): PatternNode {
  const parts: PatternNode[] = [];
  for (let c = r.chars[r.at]; c !== undefined && c !== '|' && c !== ')'; c = r.chars[r.at]) parts.push(repeated(r));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { t: 'seq', parts };
}

function repeated(r: Reader): PatternNode {
  const of = atom(r);
  const counts = repetition(r);
  if (counts === null) return of;
  if (of.t === 'start' || of.t === 'end' || of.t === 'edge') throw OUTSIDE;
  // Whether it takes much or little first makes no difference to whether it matches.
  take(r, '?');
  if ('*+?{'.includes(r.chars[r.at] ?? '-')) throw OUTSIDE;
  const [min, max] = counts;
  const node = { t: 'repeat', of, min, max } as const;
  if (timesOver(node) > MAX_REPEAT) throw OUTSIDE;
  return node;
}

/** How often the innermost part of a node is counted: RE2 takes counts within counts up to a thousand in all. */
function timesOver(node: PatternNode): number {
  switch (node.t) {
    case 'seq':
      return Math.max(1, ...node.parts.map(timesOver));
    case 'alt':
      return Math.max(...node.options.map(timesOver));
    case 'repeat':
      return Math.max(1, node.max === Infinity ? node.min : node.max) * timesOver(node.of);
    default:
      return 1;
  }
}

function repetition(r: Reader): [min: number, max: number] | null {
  if (take(r, '*')) return [0, Infinity];
  if (take(r, '+')) return [1, Infinity];
  if (take(r, '?')) return [0, 1];
  if (!take(r, '{')) return null;
  const min = count(r);
  const max = take(r, ',') ? (r.chars[r.at] === '}' ? Infinity : count(r)) : min;
  if (!take(r, '}') || max < min) throw OUTSIDE;
  return [min, max];
}

function count(r: Reader): number {
  let digits = '';
  while (/^[0-9]$/.test(r.chars[r.at] ?? '')) digits += next(r);
  const n = digits === '' || digits.length > 4 ? Infinity : Number(digits);
  if (n > MAX_REPEAT) throw OUTSIDE;
  return n;
}

function atom(r: Reader): PatternNode {
  const c = next(r);
  switch (c) {
    case '^':
      return { t: 'start' };
    case '$':
      return { t: 'end' };
    case '.':
      return { t: 'char', source: '[^\\n]', text: null };
    case '(':
      return group(r);
    case '[':
      return classOf(r);
    case '\\':
      return edge(r) ?? escaped(r);
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
      throw OUTSIDE;
    default:
      return literal(c, r);
  }
}

function edge(r: Reader): PatternNode | null {
  if (take(r, 'b')) return { t: 'edge', between: true };
  if (take(r, 'B')) return { t: 'edge', between: false };
  if (take(r, 'A')) return { t: 'start' };
  return take(r, 'z') ? { t: 'end' } : null;
}

function group(r: Reader): PatternNode {
  if (take(r, '?') && !take(r, ':')) throw OUTSIDE;
  if (++r.depth > MAX_GROUPS) throw OUTSIDE;
  const inner = alternatives(r);
  if (!take(r, ')')) throw OUTSIDE;
  r.depth--;
  return inner;
}
