import { cholesky, solve, square } from './cholesky';
import { addDerivatives, fillLogits, type Design, type Ridge } from './ridge';

/**
 * The logit of every row had its whole block not been in the fit: one Newton step from the fit without that block, which for
 * coefficients held by a prior is close to fitting anew. `blocks` holds the rows of each.
 */
export function leaveBlockOut(
  design: Design,
  fit: Ridge,
  blocks: readonly (readonly number[])[],
  sd: number,
): Float64Array {
  const out = new Float64Array(design.rows);
  const whole = square(design.columns);
  const unused = new Float64Array(design.columns);
  for (let row = 0; row < design.rows; row++) addDerivatives(design, row, fit.logits[row] ?? 0, unused, whole.at, 1);
  for (let j = 0; j < design.columns; j++) {
    const at = j * design.columns + j;
    whole.at[at] = (whole.at[at] ?? 0) + (j === 0 ? 1e-9 : 1 / (sd * sd));
  }
  for (const block of blocks) {
    const gradient = new Float64Array(design.columns);
    const hessian = { n: design.columns, at: whole.at.slice() };
    for (const row of block) addDerivatives(design, row, fit.logits[row] ?? 0, gradient, hessian.at, -1);
    const beta = fit.beta.slice();
    if (cholesky(hessian)) {
      // At the optimum of all rows the gradient is 0, so without the block it is minus the block's own.
      solve(hessian, gradient);
      for (let j = 0; j < beta.length; j++) beta[j] = (beta[j] ?? 0) + (gradient[j] ?? 0);
    }
    const logits = new Float64Array(design.rows);
    fillLogits(design, beta, logits);
    for (const row of block) out[row] = logits[row] ?? 0;
  }
  return out;
}
