import { RE2JS } from '@bufbuild/re2';
import { nativePattern } from './pattern-native';
import { charge, type Fn, type Scope } from './scope';
import { err, isTagged, kindName, type Value } from './values';

type Matcher = { test(text: string): boolean };

/** Where a load keeps what it compiled: packs use few patterns, often. */
export type Patterns = Map<string, () => Matcher>;

/**
 * Longest text a pattern is tried on, just above what a reading holds: RE2 in JavaScript takes about 0.4 µs a character.
 * Of a longer one the beginning is judged: a rule that says what it can is worth more than one that is broken.
 */
const PATTERN_TEXT = 10_240;

/** Whether a text matches. A pattern is compiled once, when the first rule needs it: most rules of a pack never reach theirs. */
export function matches(target: Fn, pattern: string, known: Patterns): Fn {
  const matcher = known.get(pattern) ?? once(() => nativePattern(pattern) ?? new RE2JS(pattern));
  known.set(pattern, matcher);
  return (s) => {
    const v = target(s);
    return typeof v === 'string' ? matchText(s, v, matcher()) : otherwise(v);
  };
}

/** A text longer than what is tried counts as many steps as that. */
function matchText(s: Scope, text: string, matcher: Matcher): boolean {
  const tried = text.length > PATTERN_TEXT ? text.slice(0, PATTERN_TEXT) : text;
  charge(s, 1 + (tried.length >>> 1));
  return matcher.test(tried);
}

function otherwise(v: Value): Value {
  if (!isTagged(v)) return err(`${kindName(v)} is not text`);
  if (v.t === 'empty') return false;
  return v.t === 'unknown' || v.t === 'error' ? v : err(`${kindName(v)} is not text`);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
