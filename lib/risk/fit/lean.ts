import type { Square } from './cholesky';
import type { Design } from './ridge';

/**
 * The same rows without the most frequent level of every factor that is known on all of them: what is missing follows from the
 * rest, for the levels of such a factor add up to 1. Sums over pairs of levels, which are most of a fit, become much shorter.
 */
export type Lean = {
  /** Row i has the columns from `start[i]` to `start[i + 1]`, rising. */
  start: Uint32Array;
  columns: Uint16Array;
  /** The left-out levels, with the others of their factor. */
  bases: readonly { base: number; others: readonly number[] }[];
};

const made = new WeakMap<Design, Lean>();

export function leanOf(design: Design): Lean {
  const known = made.get(design);
  if (known) return known;
  const lean = leanFrom(design);
  made.set(design, lean);
  return lean;
}

function leanFrom(design: Design): Lean {
  const { rows, factors, cells } = design;
  const bases = Array.from({ length: factors }, (_, f) => baseOf(design, f)).filter((base) => base !== null);
  const left = new Uint8Array(design.columns);
  for (const { base } of bases) left[base] = 1;
  left[0] = 1; // unknown
  const [start, columns] = [new Uint32Array(rows + 1), new Uint16Array(rows * factors)];
  let used = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    for (const end = at + factors; at < end; at++) {
      const column = cells[at] ?? 0;
      if (left[column] === 0) columns[used++] = column;
    }
    start[i + 1] = used;
  }
  return { start, columns: columns.slice(0, used), bases };
}

/** The most frequent level of a factor; null where it is unknown on some row. */
function baseOf({ rows, factors, cells }: Design, factor: number): Lean['bases'][number] | null {
  const counts = new Map<number, number>();
  for (let i = 0, at = factor; i < rows; i++, at += factors) {
    const column = cells[at] ?? 0;
    if (column === 0) return null;
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const levels = [...counts].toSorted((a, b) => b[1] - a[1]).map(([column]) => column);
  const [base, ...others] = levels;
  return base === undefined ? null : { base, others };
}

/** Adds what some rows (all, without) with these logits give to minus the Hessian, in its lower triangle. */
export function addCurves(
  design: Design,
  logits: Float64Array,
  hessian: Float64Array,
  some: readonly number[] | null = null,
): void {
  const lean = leanOf(design);
  const rows = some?.length ?? design.rows;
  for (let k = 0; k < rows; k++) addCurve(design, lean, some === null ? k : (some[k] ?? 0), logits, hessian);
  fillBases(design.columns, lean, hessian);
}

function addCurve(
  { weight, columns: n }: Design,
  { start, columns }: Lean,
  row: number,
  logits: Float64Array,
  hessian: Float64Array,
): void {
  const mu = 1 / (1 + Math.exp(-(logits[row] ?? 0)));
  const curve = (weight[row] ?? 0) * mu * (1 - mu);
  hessian[0] = (hessian[0] ?? 0) + curve;
  const [first, end] = [start[row] ?? 0, start[row + 1] ?? 0];
  for (let a = first; a < end; a++) {
    const at = (columns[a] ?? 0) * n;
    hessian[at] = (hessian[at] ?? 0) + curve;
    for (let b = first; b <= a; b++) {
      const pair = at + (columns[b] ?? 0);
      hessian[pair] = (hessian[pair] ?? 0) + curve;
    }
  }
}

/** A left-out level with any column is the intercept with that column, less the other levels with it. */
function fillBases(n: number, { bases }: Lean, hessian: Float64Array): void {
  const index = (i: number, j: number): number => (i > j ? i * n + j : j * n + i);
  const isBase = new Uint8Array(n);
  for (const { base } of bases) isBase[base] = 1;
  const fill = (base: number, others: readonly number[], j: number): void => {
    let sum = hessian[j * n] ?? 0;
    for (const other of others) sum -= hessian[index(other, j)] ?? 0;
    hessian[index(base, j)] = sum;
  };
  for (const { base, others } of bases) for (let j = 0; j < n; j++) if (isBase[j] === 0) fill(base, others, j);
  // Both left out: by now every other level is there.
  for (const { base, others } of bases) for (let j = 0; j < n; j++) if (isBase[j] === 1) fill(base, others, j);
}

/**
 * A covariance as the lean rows see it: x'Cx of a full row is that of its lean columns with the intercept, where the intercept
 * stands for itself and all left-out levels, and a level for its distance from the one left out.
 */
export function leanCovariance({ n, at }: Square, { bases }: Lean): Square {
  const out = { n, at: at.slice() };
  const add = (to: number, from: number, sign: number): void => {
    for (let j = 0; j < n; j++) out.at[to * n + j] = (out.at[to * n + j] ?? 0) + sign * (out.at[from * n + j] ?? 0);
  };
  const addAcross = (to: number, from: number, sign: number): void => {
    for (let i = 0; i < n; i++) out.at[i * n + to] = (out.at[i * n + to] ?? 0) + sign * (out.at[i * n + from] ?? 0);
  };
  for (const move of [add, addAcross])
    for (const { base, others } of bases) {
      move(0, base, 1);
      for (const other of others) move(other, base, -1);
    }
  return out;
}
