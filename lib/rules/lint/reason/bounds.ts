import { isNonNegative } from './kinds';
import type { Comparison } from './linear';

/** What is known of a number: where it may lie, and which values it may not have. */
export type Bounds = { low: number; lowOpen: boolean; high: number; highOpen: boolean; not: readonly number[] };

const ANY: Bounds = { low: -Infinity, lowOpen: true, high: Infinity, highOpen: true, not: [] };

/** What is known of a comparison's left side before anything is compared. */
export function startOf({ terms }: Comparison): Bounds {
  const [only] = terms.values();
  return only !== undefined && terms.size === 1 && isNonNegative(only.code) ? { ...ANY, low: 0, lowOpen: false } : ANY;
}

/** Bounds after one more comparison; null when nothing is left. */
export function narrowed(bounds: Bounds, { op, bound, whole }: Comparison): Bounds | null {
  const next = { ...bounds };
  if (op === '!=') next.not = [...bounds.not, bound];
  if (op === '>' || op === '>=' || op === '==') raise(next, bound, op === '>');
  if (op === '<' || op === '<=' || op === '==') lower(next, bound, op === '<');
  return settle(next, whole);
}

function raise(b: Bounds, low: number, open: boolean): void {
  if (low < b.low) return;
  b.lowOpen = low === b.low ? b.lowOpen || open : open;
  b.low = low;
}

function lower(b: Bounds, high: number, open: boolean): void {
  if (high > b.high) return;
  b.highOpen = high === b.high ? b.highOpen || open : open;
  b.high = high;
}

function settle(b: Bounds, whole: boolean): Bounds | null {
  if (whole && Number.isFinite(b.low)) {
    b.low = b.lowOpen ? Math.floor(b.low) + 1 : Math.ceil(b.low);
    b.lowOpen = false;
    while (b.not.includes(b.low)) b.low += 1;
  }
  if (whole && Number.isFinite(b.high)) {
    b.high = b.highOpen ? Math.ceil(b.high) - 1 : Math.floor(b.high);
    b.highOpen = false;
    while (b.not.includes(b.high)) b.high -= 1;
  }
  if (b.low > b.high) return null;
  return b.low === b.high && (b.lowOpen || b.highOpen || b.not.includes(b.low)) ? null : b;
}
