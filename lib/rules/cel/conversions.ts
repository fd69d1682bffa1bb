import { timeFrom } from './inputs';
import { spanOf, timeOf } from './times';
import { EMPTY, err, isTagged, kindName, type Value } from './values';

const isEmpty = (v: Value): boolean => isTagged(v) && v.t === 'empty';

/** The number a text spells; null for what is none: blanks around it, hexadecimal, nothing at all. */
function spelled(text: string): number | null {
  if (!/^[-+]?(?:\d|\.\d)[\d.]*(?:[eE][-+]?\d+)?$/.test(text)) return null;
  const n = Number(text);
  return Number.isFinite(n) ? n : null;
}

/** `double()`. */
export function toNumber(v: Value): Value {
  if (isEmpty(v) || typeof v === 'number') return v;
  return (typeof v === 'string' ? spelled(v) : null) ?? err(`${kindName(v)} is not a number`);
}

/** `int()`: decimals lose their fraction; a text must spell a whole number. */
export function toWhole(v: Value): Value {
  if (isTagged(v) && v.t === 'time') return Math.floor(v.ms / 1000);
  const n = toNumber(v);
  if (typeof n !== 'number') return n;
  if (typeof v === 'string' && !Number.isInteger(n)) return err('the text is not a whole number');
  return Math.abs(n) < 2 ** 63 ? Math.trunc(n) + 0 : err('the number is too large');
}

/** `uint()`: `int()` of what is not negative. */
export function toUnsigned(v: Value): Value {
  const n = toWhole(v);
  return typeof n === 'number' && n < 0 ? err('the number is negative') : n;
}

/** `string()`. */
export function toText(v: Value): Value {
  if (isEmpty(v)) return EMPTY;
  if (typeof v === 'string') return v;
  if (typeof v === 'number' || typeof v === 'boolean') return String(v);
  if (!isTagged(v)) return err(`${kindName(v)} cannot become text`);
  if (v.t === 'span') return `${v.ms / 1000}s`;
  if (v.t !== 'time') return err(`${kindName(v)} cannot become text`);
  const iso = new Date(v.ms).toISOString();
  return v.date ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

/** `bool()`. */
export function toBool(v: Value): Value {
  if (typeof v === 'boolean' || isEmpty(v)) return v;
  if (typeof v === 'string' && ['1', 't', 'true', 'TRUE', 'True'].includes(v)) return true;
  if (typeof v === 'string' && ['0', 'f', 'false', 'FALSE', 'False'].includes(v)) return false;
  return err('it is neither true nor false');
}

/** `timestamp()` of a text, or of seconds since 1970. */
export function toTime(v: Value): Value {
  if (isEmpty(v) || (isTagged(v) && v.t === 'time')) return v;
  if (typeof v === 'number') return timeOf(v * 1000);
  return (typeof v === 'string' ? timeFrom(v, 0) : null) ?? err('the text is not a date');
}

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['ms', 1],
  ['s', 1e3],
  ['m', 6e4],
  ['h', 3.6e6],
  ['d', 8.64e7],
]);

/** `duration()`: `1h30m`, `-1.5h`, and beyond CEL's units `30d`. */
export function toSpan(v: Value): Value {
  if (isEmpty(v) || (isTagged(v) && v.t === 'span')) return v;
  if (typeof v !== 'string' || !/^[-+]?(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h|d)){1,7}$/.test(v)) {
    return err('the text is not a duration such as 72h');
  }
  let ms = 0;
  for (const [, n, unit] of v.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)) ms += Number(n) * (UNIT_MS.get(unit ?? '') ?? 0);
  return spanOf(v.startsWith('-') ? -ms : ms);
}
