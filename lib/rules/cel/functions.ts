import { junkReason } from '../junk';
import { toBool, toNumber, toSpan, toText, toTime, toUnsigned, toWhole } from './conversions';
import { countOf } from './macros';
import { charge, type Scope } from './scope';
import { TEXT_FUNCTIONS } from './text-functions';
import { TIME_PARTS } from './time-parts';
import { DAY_MS, spanOf } from './times';
import { EMPTY, err, isTagged, kindName, type Value } from './values';

/** A function over values that are neither unknown nor errors; `s` for the clock and the budget. */
export type Impl = (s: Scope, a: Value, b: Value, c: Value) => Value;

const isEmpty = (v: Value): boolean => isTagged(v) && v.t === 'empty';

/** Whole days from a time to now: calendar days for a date, elapsed days for an instant. */
function days(s: Scope, v: Value, sign: 1 | -1): Value {
  if (isEmpty(v)) return EMPTY;
  if (!isTagged(v) || v.t !== 'time') return err(`${kindName(v)} is not a date`);
  if (v.date) return sign * (s.today - v.day) + 0;
  return Math.trunc((sign * (s.now - v.ms)) / DAY_MS) + 0;
}

type Judged = { readonly text: string; readonly strict: boolean; readonly junk: boolean };

/** The last answer: the rules of a pack ask about the same text of a deal again and again. */
let lastJudged: Judged = { text: '', strict: false, junk: false };

function junk(s: Scope, v: Value, mode: Value): Value {
  if (typeof v !== 'string') return false;
  charge(s, 1 + (v.length >>> 4));
  const strict = mode === 'strict';
  if (lastJudged.text !== v || lastJudged.strict !== strict) {
    lastJudged = { text: v, strict, junk: junkReason(v, { mode: strict ? 'strict' : 'normal' }) !== null };
  }
  return lastJudged.junk;
}

function blank(v: Value): Value {
  if (v === null || isEmpty(v)) return true;
  if (typeof v === 'string') return v.trim() === '';
  return Array.isArray(v) && v.length === 0;
}

/** Functions by op code. The runtime calls one only when no argument is unknown or an error. */
export const FUNCTIONS: ReadonlyMap<string, Impl> = new Map<string, Impl>([
  ...TEXT_FUNCTIONS,
  ...TIME_PARTS,
  ['daysSince', (s, v) => days(s, v, 1)],
  ['daysUntil', (s, v) => days(s, v, -1)],
  ['blank', (_s, v) => blank(v)],
  ['junk', junk],
  ['size', (s, v) => (charge(s, typeof v === 'string' ? 1 + (v.length >>> 6) : 1), countOf(v))],
  ['int', (_s, v) => toWhole(v)],
  ['uint', (_s, v) => toUnsigned(v)],
  ['double', (_s, v) => toNumber(v)],
  ['string', (_s, v) => toText(v)],
  ['bool', (_s, v) => toBool(v)],
  ['timestamp', (_s, v) => toTime(v)],
  ['duration', (_s, v) => toSpan(v)],
  ['days', (_s, v) => (typeof v === 'number' ? spanOf(v * DAY_MS) : isEmpty(v) ? EMPTY : err('days() needs a number'))],
]);
