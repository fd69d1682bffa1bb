import type { Code } from '@/lib/rules/cel/code';
import { conditionWords } from '../words/condition';
import { numberText, type Names } from '../words/labels';
import { codeAt, isCode, valueWords } from '../words/value';

/** A comparison in which only the number it compares with moved. */
type Moved = { op: string; left: Code; from: number; to: number };

export type Sides = { before: Names; after: Names };

/** How a condition changed, in words after "now applies" and the like: `from 20,000 instead of 50,000`. */
export function changeWords(before: Code | null, after: Code | null, { before: old, after: names }: Sides): string {
  if (before === null && after !== null) return `only when ${conditionWords(after, names)}`;
  if (after === null) return 'to every deal';
  const moved = before === null ? null : moveOf(before, after);
  if (moved !== null) return movedWords(moved, names);
  return `when ${conditionWords(after, names)}, instead of when ${before === null ? '' : conditionWords(before, old)}`;
}

const BOUNDS: Readonly<Record<string, string>> = {
  '>=': 'from',
  '>': 'above',
  '<=': 'up to',
  '<': 'below',
  '==': 'at',
  '!=': 'except at',
};

/** `from 20,000 instead of 50,000 (Amount)`. */
export function movedWords({ op, left, from, to }: Moved, names: Names): string {
  const what = valueWords(left, { names, rows: [] });
  return `${BOUNDS[op] ?? op} ${numberText(to)} instead of ${numberText(from)} (${what})`;
}

/** The one number that moved between two expressions that are otherwise the same; null when they differ in more. */
export function moveOf(before: Code, after: Code): Moved | null {
  const found: Moved[] = [];
  return alike(before, after, found) && found.length === 1 ? (found[0] ?? null) : null;
}

function alike(a: Code, b: Code, found: Moved[]): boolean {
  if (a[0] !== b[0] || a.length !== b.length) return false;
  const [from, to] = [numberAt(a), numberAt(b)];
  if (BOUNDS[a[0]] !== undefined && from !== null && to !== null && from !== to) {
    found.push({ op: a[0], left: codeAt(b, 1), from, to });
    return JSON.stringify(codeAt(a, 1)) === JSON.stringify(codeAt(b, 1));
  }
  return a.every((v, i) => {
    const other = b[i];
    return isCode(v) && isCode(other) ? alike(v, other, found) : JSON.stringify(v) === JSON.stringify(other);
  });
}

function numberAt(code: Code): number | null {
  const right = codeAt(code, 2);
  return right[0] === 'k' && typeof right[1] === 'number' ? right[1] : null;
}
