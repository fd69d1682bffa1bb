/**
 * Patterns of a small subset, as a tree: characters, classes, groups, `|`, `^`, `$` and repetitions. Everything in it means the same
 * to RE2 and to a native expression of code points once it is written out by `pattern-native.ts`; a pattern outside of it gives null.
 */
export type PatternNode =
  /** one character; `text` where it can only be that one */
  | { readonly t: 'char'; readonly source: string; readonly text: string | null }
  | { readonly t: 'start' }
  | { readonly t: 'end' }
  | { readonly t: 'seq'; readonly parts: readonly PatternNode[] }
  | { readonly t: 'alt'; readonly options: readonly PatternNode[] }
  | { readonly t: 'repeat'; readonly of: PatternNode; readonly min: number; readonly max: number };

type Reader = { readonly chars: readonly string[]; at: number; depth: number };

const MAX_GROUPS = 10;
const MAX_REPEAT = 1_000;

/** Raised inside this file alone, for whatever the subset does not hold. */
const OUTSIDE = new Error('outside of the subset');

export function parsePattern(pattern: string): PatternNode | null {
  const reader: Reader = { chars: Array.from(pattern), at: 0, depth: 0 };
  try {
    const node = alternatives(reader);
    return reader.at === reader.chars.length ? node : null;
  } catch (error) {
    if (error === OUTSIDE) return null;
    throw error;
  }
}

function take(r: Reader, wanted: string): boolean {
  if (r.chars[r.at] !== wanted) return false;
  r.at++;
  return true;
}

function next(r: Reader): string {
  const c = r.chars[r.at++];
  if (c === undefined) throw OUTSIDE;
  return c;
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
  if (of.t === 'start' || of.t === 'end') throw OUTSIDE;
  // Whether it takes much or little first makes no difference to whether it matches.
  take(r, '?');
  if ('*+?{'.includes(r.chars[r.at] ?? '-')) throw OUTSIDE;
  const [min, max] = counts;
  return { t: 'repeat', of, min, max };
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
      return { t: 'char', source: classOf(r), text: null };
    case '\\':
      return escaped(r);
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
      throw OUTSIDE;
    default:
      return literal(c);
  }
}

function group(r: Reader): PatternNode {
  if (take(r, '?') && !take(r, ':')) throw OUTSIDE;
  if (++r.depth > MAX_GROUPS) throw OUTSIDE;
  const inner = alternatives(r);
  if (!take(r, ')')) throw OUTSIDE;
  r.depth--;
  return inner;
}

/** RE2's meaning of the classes, which is narrower for spaces than JavaScript's. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'],
  ['s', '\\t\\n\\f\\r\\u{20}'],
  ['w', '0-9A-Za-z_'],
]);
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

function literal(c: string): PatternNode {
  return { t: 'char', source: codePoint(c), text: c };
}

/** A character as a native expression takes it anywhere, inside a class or out. */
function codePoint(c: string): string {
  const code = c.codePointAt(0) ?? 0;
  // Half a pair means different things to different engines.
  if (code >= 0xd8_00 && code <= 0xdf_ff) throw OUTSIDE;
  return /^[0-9A-Za-z]$/.test(c) ? c : `\\u{${code.toString(16)}}`;
}

function escaped(r: Reader): PatternNode {
  const c = next(r);
  const inside = CLASSES.get(c.toLowerCase());
  if (inside === undefined) return literal(plainEscape(c));
  return { t: 'char', source: c === c.toLowerCase() ? `[${inside}]` : `[^${inside}]`, text: null };
}

/** What an escape of one character stands for: a control character, or the sign itself. */
function plainEscape(c: string): string {
  const control = CONTROLS.get(c);
  if (control === undefined && !/^[!-/:-@[-`{-~]$/.test(c)) throw OUTSIDE;
  return control ?? c;
}

function classOf(r: Reader): string {
  const not = take(r, '^') ? '^' : '';
  if (r.chars[r.at] === ']') throw OUTSIDE;
  let members = '';
  while (!take(r, ']')) members += member(r);
  return `[${not}${members}]`;
}

/** `x`, `x-y` or `\d`, `\s`, `\w` inside a class. */
function member(r: Reader): string {
  const inside = r.chars[r.at] === '\\' ? CLASSES.get(r.chars[r.at + 1] ?? '') : undefined;
  if (inside !== undefined) {
    r.at += 2;
    return inside;
  }
  const from = classChar(r);
  if (r.chars[r.at] !== '-' || r.chars[r.at + 1] === ']') return codePoint(from);
  r.at++;
  const to = classChar(r);
  if ((to.codePointAt(0) ?? 0) < (from.codePointAt(0) ?? 0)) throw OUTSIDE;
  return `${codePoint(from)}-${codePoint(to)}`;
}

function classChar(r: Reader): string {
  const c = next(r);
  if (c === '[') throw OUTSIDE;
  return c === '\\' ? plainEscape(next(r)) : c;
}
