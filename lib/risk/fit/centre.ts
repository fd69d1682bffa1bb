import type { Encoding } from './encode';
import type { Design, Ridge } from './ridge';
import { covarianceOf } from './ridge';
import type { Square } from './cholesky';

export type Centred = { beta: Float64Array; covariance: Square };

/**
 * Moves the average of every factor into the intercept, so that the intercept is the average row and a coefficient the
 * distance from the average of its factor. Logits stay as they were where all factors are known.
 */
export function centred(encoding: Encoding, design: Design, fit: Ridge): Centred {
  const shares = sharesOf(design);
  const beta = fit.beta.slice();
  const covariance = covarianceOf(fit);
  for (const { levels } of encoding.factors) {
    const columns = levels.map(({ column }) => column);
    const known = columns.reduce((sum, column) => sum + (shares[column] ?? 0), 0);
    const average = columns.reduce((sum, column) => sum + ((shares[column] ?? 0) / known) * (beta[column] ?? 0), 0);
    beta[0] = (beta[0] ?? 0) + average;
    for (const column of columns) beta[column] = (beta[column] ?? 0) - average;
    centreCovariance(
      covariance,
      columns,
      columns.map((column) => (shares[column] ?? 0) / known),
    );
  }
  return { beta, covariance };
}

/** Weighted share of rows at each column. */
function sharesOf({ rows, factors, columns, cells, weight }: Design): Float64Array {
  const shares = new Float64Array(columns);
  let all = 0;
  for (let i = 0; i < rows; i++) {
    all += weight[i] ?? 0;
    for (let at = i * factors; at < (i + 1) * factors; at++)
      shares[cells[at] ?? 0] = (shares[cells[at] ?? 0] ?? 0) + (weight[i] ?? 0);
  }
  return shares.map((share) => share / all);
}

/** C ← T C Tᵀ for the one factor: with m the average of its columns, intercept + m and column − m. */
function centreCovariance(covariance: Square, columns: readonly number[], shares: readonly number[]): void {
  const { n, at } = covariance;
  const averageRow = new Float64Array(n);
  for (let j = 0; j < n; j++)
    averageRow[j] = columns.reduce((sum, column, i) => sum + (shares[i] ?? 0) * (at[column * n + j] ?? 0), 0);
  for (let j = 0; j < n; j++) {
    at[j] = (at[j] ?? 0) + (averageRow[j] ?? 0);
    for (const column of columns) at[column * n + j] = (at[column * n + j] ?? 0) - (averageRow[j] ?? 0);
  }
  for (let i = 0; i < n; i++) {
    const average = columns.reduce((sum, column, k) => sum + (shares[k] ?? 0) * (at[i * n + column] ?? 0), 0);
    at[i * n] = (at[i * n] ?? 0) + average;
    for (const column of columns) at[i * n + column] = (at[i * n + column] ?? 0) - average;
  }
}
