import { leanCovariance, leanOf, type Lean } from './lean';
import { covarianceOf, type Design, type Ridge } from './ridge';
import type { Square } from './cholesky';

/**
 * The logit of every row had its whole deal not been in the fit: one Newton step from the fit without that deal
 * (Woodbury: A (I − W A)⁻¹ r with A = X H⁻¹ Xᵀ of the deal's rows). `groups` holds the rows of each deal.
 */
export function leaveOneOut(design: Design, fit: Ridge, groups: readonly (readonly number[])[]): Float64Array {
  const covariance = covarianceOf(fit);
  const lean = leanOf(design);
  const short = leanCovariance(covariance, lean);
  const out = fit.logits.slice();
  for (const group of groups) {
    const [only] = group;
    if (group.length === 1 && only !== undefined) {
      out[only] = (fit.logits[only] ?? 0) - stepWithoutOne(design, fit, { lean, short }, only);
      continue;
    }
    const shift = stepWithout(design, fit, covariance, group);
    group.forEach((row, i) => {
      out[row] = (fit.logits[row] ?? 0) - (shift[i] ?? 0);
    });
  }
  return out;
}

/** The same for a deal of one row, which most are: h r / (1 − w h). */
function stepWithoutOne(
  { won, weight }: Design,
  fit: Ridge,
  { lean: { start, columns }, short: { n, at } }: { lean: Lean; short: Square },
  row: number,
): number {
  const [first, end] = [start[row] ?? 0, start[row + 1] ?? 0];
  let h = at[0] ?? 0;
  for (let a = first; a < end; a++) {
    const i = columns[a] ?? 0;
    h += (at[i * n + i] ?? 0) + 2 * (at[i * n] ?? 0);
    for (let b = first; b < a; b++) h += 2 * (at[i * n + (columns[b] ?? 0)] ?? 0);
  }
  const mu = 1 / (1 + Math.exp(-(fit.logits[row] ?? 0)));
  const own = weight[row] ?? 0;
  return (h * own * ((won[row] ?? 0) - mu)) / (1 - h * own * mu * (1 - mu));
}

function stepWithout(design: Design, fit: Ridge, covariance: Square, group: readonly number[]): number[] {
  const k = group.length;
  const on = group.map((row) => columnsOf(design, row));
  const parts = group.map((row) => {
    const mu = 1 / (1 + Math.exp(-(fit.logits[row] ?? 0)));
    const weight = design.weight[row] ?? 0;
    return { residual: weight * ((design.won[row] ?? 0) - mu), curve: weight * mu * (1 - mu) };
  });
  const a = on.map((left) => on.map((right) => between(covariance, left, right)));
  // Solve (I − W A) z = r, then the shift is A z.
  const system = parts.map(({ curve }, i) => on.map((_, j) => (i === j ? 1 : 0) - curve * (a[i]?.[j] ?? 0)));
  const z = gauss(
    system,
    parts.map(({ residual }) => residual),
  );
  return Array.from({ length: k }, (_, i) => z.reduce((sum, value, j) => sum + (a[i]?.[j] ?? 0) * value, 0));
}

/** The columns that are 1 in a row, with the intercept. */
export function columnsOf({ factors, cells }: Design, row: number): number[] {
  const columns = [0];
  for (let at = row * factors; at < (row + 1) * factors; at++) {
    const column = cells[at] ?? 0;
    if (column > 0) columns.push(column);
  }
  return columns;
}

function between({ n, at }: Square, left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (const i of left) for (const j of right) sum += at[i * n + j] ?? 0;
  return sum;
}

/** Gaussian elimination with partial pivoting; a singular system gives the right side back. */
function gauss(matrix: number[][], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let c = 0; c < n; c++) {
    const pivot = rows
      .slice(c)
      .reduce((best, row, i) => (Math.abs(row[c] ?? 0) > Math.abs(rows[best]?.[c] ?? 0) ? c + i : best), c);
    const [upper, lower] = [rows[c], rows[pivot]];
    if (!upper || !lower || Math.abs(lower[c] ?? 0) < 1e-9) return [...right];
    [rows[c], rows[pivot]] = [lower, upper];
    for (let r = c + 1; r < n; r++) eliminate(rows[r], rows[c], c);
  }
  const x = Array.from({ length: n }, () => 0);
  for (let r = n - 1; r >= 0; r--) {
    const row = rows[r] ?? [];
    const rest = x.reduce((sum, value, j) => (j > r ? sum + (row[j] ?? 0) * value : sum), 0);
    x[r] = ((row[n] ?? 0) - rest) / (row[r] ?? 1);
  }
  return x;
}

function eliminate(row: number[] | undefined, pivot: number[] | undefined, column: number): void {
  if (!row || !pivot) return;
  const times = (row[column] ?? 0) / (pivot[column] ?? 1);
  if (times === 0) return;
  for (let j = column; j < row.length; j++) row[j] = (row[j] ?? 0) - times * (pivot[j] ?? 0);
}
