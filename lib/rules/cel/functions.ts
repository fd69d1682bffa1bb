import { junkReason } from '../junk';
import { DAY_MS } from './arithmetic';
import { timeFrom } from './inputs';
import { countOf } from './macros';
import { charge, type Scope } from './scope';
import { TEXT_FUNCTIONS } from './text-functions';
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

function junk(s: Scope, v: Value, mode: Value): Value {
  if (typeof v !== 'string') return false;
  charge(s, 1 + (v.length >>> 4));
  return junkReason(v, { mode: mode === 'strict' ? 'strict' : 'normal' }) !== null;
}

function blank(v: Value): Value {
  if (v === null || isEmpty(v)) return true;
  if (typeof v === 'string') return v.trim() === '';
  return Array.isArray(v) && v.length === 0;
}

function toNumber(v: Value, whole: boolean): Value {
  if (isEmpty(v)) return EMPTY;
  if (isTagged(v) && v.t === 'time' && whole) return Math.floor(v.ms / 1000);
  const text = typeof v === 'string' ? v : null;
  if (text !== null && (text === '' || text !== text.trim())) return err('the text is not a number');
  const n = text === null ? v : Number(text);
  if (typeof n !== 'number' || !Number.isFinite(n)) return err(`${kindName(v)} is not a number`);
  if (!whole) return n;
  return text !== null && !Number.isInteger(n) ? err('the text is not a whole number') : Math.trunc(n) + 0;
}

function toText(v: Value): Value {
  if (isEmpty(v)) return EMPTY;
  if (typeof v === 'string') return v;
  if (typeof v === 'number' || typeof v === 'boolean') return String(v);
  if (!isTagged(v)) return err(`${kindName(v)} cannot become text`);
  if (v.t === 'span') return `${v.ms / 1000}s`;
  if (v.t !== 'time') return err(`${kindName(v)} cannot become text`);
  const iso = new Date(v.ms).toISOString();
  return v.date ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

function toBool(v: Value): Value {
  if (typeof v === 'boolean' || isEmpty(v)) return v;
  if (typeof v === 'string' && ['1', 't', 'true', 'TRUE', 'True'].includes(v)) return true;
  if (typeof v === 'string' && ['0', 'f', 'false', 'FALSE', 'False'].includes(v)) return false;
  return err('it is neither true nor false');
}

function toTime(v: Value): Value {
  if (isEmpty(v) || (isTagged(v) && v.t === 'time')) return v;
  if (typeof v === 'number') return timeFromMs(v * 1000);
  return (typeof v === 'string' ? timeFrom(v, 0) : null) ?? err('the text is not a date');
}

function timeFromMs(ms: number): Value {
  if (!(Math.abs(ms) <= 8.64e15)) return err('the date is out of range');
  return { t: 'time', ms, day: Math.floor(ms / DAY_MS), date: false };
}

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['ms', 1],
  ['s', 1e3],
  ['m', 6e4],
  ['h', 3.6e6],
  ['d', DAY_MS],
]);

/** `1h30m`, `-1.5h`, and beyond CEL's units `30d`. */
function toSpan(v: Value): Value {
  if (isEmpty(v) || (isTagged(v) && v.t === 'span')) return v;
  if (typeof v !== 'string' || !/^[-+]?(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|ms|s|m|h|d)){1,7}$/.test(v)) {
    return err('the text is not a duration such as 72h');
  }
  let ms = 0;
  for (const [, n, unit] of v.matchAll(/(\d+(?:\.\d+)?)([a-z]+)/g)) ms += Number(n) * (UNIT_MS.get(unit ?? '') ?? 0);
  return { t: 'span', ms: v.startsWith('-') ? -ms : ms };
}

function datePart(v: Value, part: (d: Date) => number): Value {
  if (isEmpty(v)) return EMPTY;
  return isTagged(v) && v.t === 'time' ? part(new Date(v.ms)) : err(`${kindName(v)} is not a date`);
}

function spanPart(v: Value, ms: number, time: (d: Date) => number): Value {
  return isTagged(v) && v.t === 'span' ? Math.trunc(v.ms / ms) + 0 : datePart(v, time);
}

/** Functions by op code. The runtime calls one only when no argument is unknown or an error. */
export const FUNCTIONS: ReadonlyMap<string, Impl> = new Map<string, Impl>([
  ...TEXT_FUNCTIONS,
  ['daysSince', (s, v) => days(s, v, 1)],
  ['daysUntil', (s, v) => days(s, v, -1)],
  ['blank', (_s, v) => blank(v)],
  ['junk', junk],
  ['size', (s, v) => (charge(s, typeof v === 'string' ? 1 + (v.length >>> 6) : 1), countOf(v))],
  ['int', (_s, v) => toNumber(v, true)],
  ['double', (_s, v) => toNumber(v, false)],
  ['string', (_s, v) => toText(v)],
  ['bool', (_s, v) => toBool(v)],
  ['timestamp', (_s, v) => toTime(v)],
  ['duration', (_s, v) => toSpan(v)],
  [
    'days',
    (_s, v) =>
      typeof v === 'number' ? { t: 'span', ms: v * DAY_MS } : isEmpty(v) ? EMPTY : err('days() needs a number'),
  ],
  ['getFullYear', (_s, v) => datePart(v, (d) => d.getUTCFullYear())],
  ['getMonth', (_s, v) => datePart(v, (d) => d.getUTCMonth())],
  ['getDate', (_s, v) => datePart(v, (d) => d.getUTCDate())],
  ['getDayOfMonth', (_s, v) => datePart(v, (d) => d.getUTCDate() - 1)],
  ['getDayOfWeek', (_s, v) => datePart(v, (d) => d.getUTCDay())],
  [
    'getDayOfYear',
    (_s, v) => datePart(v, (d) => Math.floor((d.getTime() - Date.UTC(d.getUTCFullYear(), 0, 1)) / DAY_MS)),
  ],
  ['getHours', (_s, v) => spanPart(v, 3_600_000, (d) => d.getUTCHours())],
  ['getMinutes', (_s, v) => spanPart(v, 60_000, (d) => d.getUTCMinutes())],
  ['getSeconds', (_s, v) => spanPart(v, 1_000, (d) => d.getUTCSeconds())],
  ['getMilliseconds', (_s, v) => spanPart(v, 1, (d) => d.getUTCMilliseconds())],
]);
