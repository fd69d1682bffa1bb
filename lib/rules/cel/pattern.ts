import { RE2JS } from '@bufbuild/re2';
import { MAX_PROGRAM } from './pattern-match';
import { nativeOf } from './pattern-native';
import { parsePattern } from './pattern-parse';
import { programOf } from './pattern-program';
import type { Flaw } from './syntax';

const MAX_PATTERN = 500;

/** What is wrong with a pattern, with its place in the expression; null when it is one of RE2's and can be run. `written` is the literal with its quotes. */
export function patternFlaw(pattern: string, written: string, start: number): Flaw | null {
  const whole = { start, end: start + written.length };
  if (pattern.length > MAX_PATTERN) return { range: whole, message: `a pattern may have ${MAX_PATTERN} characters` };
  const unicodeClass = /\\[pP](?:\{[^}]*\}?|.)/.exec(pattern)?.[0];
  if (unicodeClass !== undefined) {
    // Building RE2's Unicode tables takes 150 ms in JavaScript: more than a whole panel may.
    return {
      range: place(unicodeClass, written, start),
      message: 'Unicode classes are not supported',
      hint: 'write the letters, such as [a-zäöü]',
    };
  }
  const parsed = parsePattern(pattern);
  if (parsed === null) return wrong(pattern, written, start);
  if (nativeOf(parsed) !== null || programOf(parsed, MAX_PROGRAM) !== null) return null;
  return { range: whole, message: 'the pattern is too large', hint: 'repeat less: {1,60} stands for sixty copies' };
}

/** What is wrong with a pattern outside the part of RE2's language that is used here; RE2 itself, which is slow to ask, knows what is outside all of it. */
function wrong(pattern: string, written: string, start: number): Flaw {
  try {
    RE2JS.compile(pattern);
  } catch (error) {
    const { description, fragment } = details(error);
    return { range: place(fragment, written, start), message: `the pattern is not supported: ${description}` };
  }
  return {
    range: { start, end: start + written.length },
    message: 'the pattern uses something that is not supported',
    hint: 'write it with letters, [classes], (groups), |, ^, $, \\b and repetitions; (?i) stands first',
  };
}

function details(error: unknown): { description: string; fragment: string } {
  const e: { error?: unknown; input?: unknown; message?: unknown } =
    typeof error === 'object' && error !== null ? error : {};
  return {
    description: typeof e.error === 'string' ? e.error : String(e.message),
    fragment: typeof e.input === 'string' ? e.input : '',
  };
}

/** The place of a fragment inside a literal, as written or with its backslashes doubled; else the whole literal. */
function place(fragment: string, written: string, start: number): { start: number; end: number } {
  const forms = fragment === '' ? [] : [fragment.replaceAll('\\', '\\\\'), fragment];
  const found = forms.find((form) => written.includes(form));
  if (found === undefined) return { start, end: start + written.length };
  const at = start + written.indexOf(found);
  return { start: at, end: at + found.length };
}
