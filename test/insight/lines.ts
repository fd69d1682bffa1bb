import { expect } from 'vitest';

type Row = Readonly<Record<string, unknown>>;

/** Numbers that tell rows apart, beside their texts. */
const NAMING = new Set(['week', 'bin', 'pushes', 'weeks_before_end']);
/** Sums in another order differ in the last of some sixteen digits; nine are more than is shown anywhere. */
const DIGITS = 9;

/** Holds rows against rows, in any order: numbers to nine digits, without the ids behind a row, which are no part of a figure. */
export function expectSameRows(found: readonly Row[], expected: readonly Row[], about = ''): void {
  const [left, right] = [found, expected].map((rows) => rows.map(named).toSorted((a, b) => (a.name < b.name ? -1 : 1)));
  expect(
    left?.map(({ name }) => name),
    about,
  ).toEqual(right?.map(({ name }) => name));
  left?.forEach(({ row, name }, i) => {
    const other = right?.[i]?.row ?? {};
    for (const key of new Set([...Object.keys(row), ...Object.keys(other)]))
      if (key !== 'deals' && !same(row[key], other[key]))
        expect({ [key]: row[key] }, `${about} ${name}`).toEqual({ [key]: other[key] });
  });
}

function named(row: Row): { row: Row; name: string } {
  const parts = Object.entries(row).filter(([key, value]) => typeof value === 'string' || NAMING.has(key));
  return { row, name: JSON.stringify(parts.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return Object.is(a, b);
  return Math.abs(a - b) <= 10 ** -DIGITS * Math.max(1, Math.abs(a), Math.abs(b));
}
