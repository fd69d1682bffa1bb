import { DAMAGED } from './code';
import { machineOf } from './pattern-machine';
import { nativeOf } from './pattern-native';
import { parsePattern } from './pattern-parse';
import { programOf } from './pattern-program';
import { charge, OVER_BUDGET, type Fn, type Scope } from './scope';
import { err, isTagged, kindName, type Value } from './values';

/** Whether a text matches, within the budget. */
type Matcher = (s: Scope, text: string) => boolean;

/** Where a load keeps what it compiled: packs use few patterns, often. */
export type Patterns = Map<string, () => Matcher>;

/**
 * Longest text a pattern is tried on, just above what a reading holds. Of a longer one the beginning is judged: a rule that
 * says what it can is worth more than one that is broken.
 */
const PATTERN_TEXT = 10_240;

/** Most instructions of a pattern that is too entangled for a native expression, and most of them followed in one text: some 5 ms. */
export const MAX_PROGRAM = 1_000;
const MAX_WORK = 300_000;

/** Instructions that cost as much as one step of the budget. */
const WORK_PER_STEP = 16;

/** Whether a text matches. A pattern is compiled once, when the first rule needs it: most rules of a pack never reach theirs. */
export function matches(target: Fn, pattern: string, known: Patterns): Fn {
  const matcher = known.get(pattern) ?? once(() => matcherOf(pattern));
  known.set(pattern, matcher);
  return (s) => {
    const v = target(s);
    return typeof v === 'string' ? matchText(s, v, matcher()) : otherwise(v);
  };
}

/** A pattern ready to run; throws on one that the check would have refused. */
function matcherOf(pattern: string): Matcher {
  const parsed = parsePattern(pattern);
  const native = parsed === null ? null : nativeOf(parsed);
  if (native !== null) return (_s, text) => native.test(text);
  const program = parsed === null ? null : programOf(parsed, MAX_PROGRAM);
  if (program === null) throw new TypeError(DAMAGED);
  const machine = machineOf(program);
  return (s, text) => {
    const { found, work } = machine(text, MAX_WORK);
    charge(s, Math.floor(work / WORK_PER_STEP));
    if (found === null) throw new RangeError(OVER_BUDGET);
    return found;
  };
}

function matchText(s: Scope, text: string, matcher: Matcher): boolean {
  const tried = text.length > PATTERN_TEXT ? text.slice(0, PATTERN_TEXT) : text;
  charge(s, 1 + (tried.length >>> 1));
  return matcher(s, tried);
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
