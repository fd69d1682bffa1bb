import type { MissingInput } from '@/lib/domain/assessment';
import { isTagged, type Time, type Value } from './cel/values';

/** A value for people. `text` is the value as it is written; of a list its rows; `missing` what could not be read. */
export type Shown =
  | { state: 'true' | 'false' | 'empty' }
  | { state: 'value'; text: string }
  | { state: 'list'; rows: number; whole: boolean }
  | { state: 'unknown'; missing: readonly Pick<MissingInput, 'label' | 'reason'>[] }
  | { state: 'error'; reason: string };

const MOST_CHARACTERS = 120;
const DAY_MS = 86_400_000;

/** A value of an expression in a form that people read and messages carry. */
export function shownValue(v: Value): Shown {
  if (v === true || v === false) return { state: v ? 'true' : 'false' };
  if (v === null) return { state: 'empty' };
  if (typeof v === 'number') return { state: 'value', text: String(v) };
  if (typeof v === 'string') return { state: 'value', text: JSON.stringify(cut(v)) };
  if (!isTagged(v)) return { state: 'list', rows: v.length, whole: true };
  switch (v.t) {
    case 'empty':
      return { state: 'empty' };
    case 'unknown':
      return { state: 'unknown', missing: v.inputs.map(({ label, reason }) => ({ label, reason })) };
    case 'error':
      return { state: 'error', reason: v.reason };
    case 'time':
      return { state: 'value', text: timeText(v) };
    case 'span':
      return { state: 'value', text: `${Math.round((v.ms / DAY_MS) * 100) / 100} d` };
    case 'part':
      return { state: 'list', rows: v.rows.length, whole: false };
    case 'map':
      return { state: 'list', rows: v.entries.size, whole: true };
    case 'row':
      return { state: 'value', text: '{…}' };
  }
}

function timeText({ ms, date }: Time): string {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return String(ms);
  const text = new Date(ms).toISOString();
  return date ? text.slice(0, 10) : `${text.slice(0, 16)}Z`;
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
