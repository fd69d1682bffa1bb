/** Reads the characters and classes of a pattern; `fold` where upper and lower case are the same. */
export type Reader = { readonly chars: readonly string[]; at: number; depth: number; readonly fold: boolean };

/** One character of a text; `text` where it can only be that one. */
export type PatternChar = { readonly t: 'char'; readonly source: string; readonly text: string | null };

/** Raised for whatever the subset does not hold, and caught where a pattern is parsed. */
export const OUTSIDE = new Error('outside of the subset');

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

export function take(r: Reader, wanted: string): boolean {
  if (r.chars[r.at] !== wanted) return false;
  r.at++;
  return true;
}

export function next(r: Reader): string {
  const c = r.chars[r.at++];
  if (c === undefined) throw OUTSIDE;
  return c;
}

export function literal(c: string, r: Reader): PatternChar {
  const hasCase = c.toLowerCase() !== c.toUpperCase();
  return { t: 'char', source: codePoint(c), text: r.fold && hasCase ? null : c };
}

/** A character as a native expression takes it anywhere, inside a class or out. */
function codePoint(c: string): string {
  const code = c.codePointAt(0) ?? 0;
  // Half a pair means different things to different engines.
  if (code >= 0xd8_00 && code <= 0xdf_ff) throw OUTSIDE;
  return /^[0-9A-Za-z]$/.test(c) ? c : `\\u{${code.toString(16)}}`;
}

/** What stands after a backslash, outside of a class. */
export function escaped(r: Reader): PatternChar {
  const c = r.chars[r.at] ?? '';
  const inside = CLASSES.get(c.toLowerCase());
  if (inside === undefined) return literal(plainEscape(r), r);
  r.at++;
  return { t: 'char', source: c === c.toLowerCase() ? `[${inside}]` : `[^${inside}]`, text: null };
}

/** What an escape of one character stands for: a control character, a code, or the sign itself. */
function plainEscape(r: Reader): string {
  const c = next(r);
  if (c === 'x') return coded(r);
  const control = CONTROLS.get(c);
  if (control === undefined && !/^[!-/:-@[-`{-~]$/.test(c)) throw OUTSIDE;
  return control ?? c;
}

/** `\x41` and `\x{1f600}`, after the x. */
function coded(r: Reader): string {
  let digits = '';
  if (take(r, '{')) while (!take(r, '}')) digits += next(r);
  else digits = next(r) + next(r);
  const code = /^[0-9a-fA-F]{1,6}$/.test(digits) ? Number.parseInt(digits, 16) : Infinity;
  if (code > 0x10_ff_ff) throw OUTSIDE;
  return String.fromCodePoint(code);
}

/** A class in brackets, after the opening one. */
export function classOf(r: Reader): PatternChar {
  const not = take(r, '^') ? '^' : '';
  if (r.chars[r.at] === ']') throw OUTSIDE;
  let members = '';
  while (!take(r, ']')) members += member(r);
  return { t: 'char', source: `[${not}${members}]`, text: null };
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
  return c === '\\' ? plainEscape(r) : c;
}
