import { cholesky, solve, square, type Square } from './cholesky';
import { addCurves } from './lean';
import { addGradient, fillLogits, type Design, type Ridge } from './ridge';

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
  const { rows, columns } = design;
  const parts = blocks.map((block) => {
    const part = { gradient: new Float64Array(columns), hessian: new Float64Array(columns * columns) };
    for (const row of block) addGradient(design, row, fit.logits[row] ?? 0, part.gradient);
    addCurves(design, fit.logits, part.hessian, block);
    return part;
  });
  const out = new Float64Array(rows);
  const logits = new Float64Array(rows);
  blocks.forEach((block, left) => {
    const others = parts.filter((_, i) => i !== left);
    const hessian = priorCurve(columns, sd);
    for (const { hessian: part } of others)
      for (let i = 0; i < part.length; i++) hessian.at[i] = (hessian.at[i] ?? 0) + (part[i] ?? 0);
    const beta = fit.beta.slice();
    // At the optimum of all rows the gradient is 0, so without the block it is minus the block's own.
    const step = Float64Array.from(parts[left]?.gradient ?? [], (g) => -g);
    if (cholesky(hessian)) {
      solve(hessian, step);
      for (let j = 0; j < columns; j++) beta[j] = (beta[j] ?? 0) + (step[j] ?? 0);
    }
    fillLogits(design, beta, logits);
    for (const row of block) out[row] = logits[row] ?? 0;
  });
  return out;
}

function priorCurve(columns: number, sd: number): Square {
  const curve = square(columns);
  for (let j = 0; j < columns; j++) curve.at[j * columns + j] = j === 0 ? 1e-9 : 1 / (sd * sd);
  return curve;
}
