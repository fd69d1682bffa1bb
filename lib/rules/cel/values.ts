import type { MissingInput } from '@/lib/domain/assessment';
import type { Field } from '@/lib/domain/deal';

/** Nothing known: absorbs by CEL's rules and ends as the verdict "unknown", naming its inputs. */
export type Unknown = { readonly t: 'unknown'; readonly inputs: readonly MissingInput[] };
/** A failure such as a division by zero: absorbs like an unknown and ends as the verdict "broken". */
export type Err = { readonly t: 'error'; readonly reason: string };
/** A field the CRM says is blank. */
export type Empty = { readonly t: 'empty' };
/** An instant, or a calendar date (`date`: midnight UTC). `day` is the user's calendar day, counted from 1970-01-01. */
export type Time = { readonly t: 'time'; readonly ms: number; readonly day: number; readonly date: boolean };
/** A length of time in ms. */
export type Span = { readonly t: 'span'; readonly ms: number };
/** A row of a related list; cells are converted when first read. */
export type RowValue = {
  readonly t: 'row';
  readonly list: string;
  readonly raw: Readonly<Record<string, Field>>;
  readonly cells: (Value | undefined)[];
};
/** A list of which only a part was read: what holds for no row of the part may hold for another. */
type Part = { readonly t: 'part'; readonly rows: readonly Value[]; readonly rest: Unknown };
export type MapValue = { readonly t: 'map'; readonly entries: ReadonlyMap<MapKey, Value> };
type MapKey = string | number | boolean;
type List = readonly Value[];
export type Tagged = Unknown | Err | Empty | Time | Span | RowValue | Part | MapValue;
export type Value = null | boolean | number | string | List | Tagged;

export const EMPTY: Empty = Object.freeze({ t: 'empty' });

const MAX_INPUTS = 20;

export function err(reason: string): Err {
  return { t: 'error', reason };
}

export function unknown(inputs: readonly MissingInput[]): Unknown {
  return { t: 'unknown', inputs };
}

/** Whether a value is one of ours with that tag; arrays and null have none. */
export function isTagged(v: Value): v is Tagged {
  return typeof v === 'object' && v !== null && !Array.isArray(v);
}

/** Merges what two unknowns miss, each input once, in order of appearance. */
export function merge(a: Unknown, b: Unknown): Unknown {
  if (a === b) return a;
  const seen = new Set(a.inputs.map((i) => i.input));
  const more = b.inputs.filter((i) => !seen.has(i.input));
  return more.length === 0 ? a : unknown([...a.inputs, ...more].slice(0, MAX_INPUTS));
}

/** The value that keeps two operands from being combined: unknown before error; null when neither is one. */
export function stuck(a: Value, b: Value): Unknown | Err | null {
  const ta = isTagged(a) ? a : null;
  const tb = isTagged(b) ? b : null;
  if (ta?.t === 'unknown') return tb?.t === 'unknown' ? merge(ta, tb) : ta;
  if (tb?.t === 'unknown') return tb;
  if (ta?.t === 'error') return ta;
  return tb?.t === 'error' ? tb : null;
}

/** Name of a value's kind, for messages. */
export function kindName(v: Value): string {
  if (v === null) return 'null';
  if (Array.isArray(v)) return 'list';
  if (isTagged(v)) return v.t === 'time' ? 'date' : v.t === 'span' ? 'duration' : v.t === 'part' ? 'list' : v.t;
  return typeof v === 'string' ? 'text' : typeof v === 'boolean' ? 'condition' : 'number';
}
