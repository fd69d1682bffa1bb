import { cholesky, inverse, solve, square, type Square } from './cholesky';
import { addCurves } from './lean';

/**
 * Rows of named levels: `cells` holds for each row and factor the column that is 1 there (from 1), or 0 for none.
 * Column 0 is the intercept.
 */
export type Design = {
  rows: number;
  factors: number;
  /** Columns with the intercept. */
  columns: number;
  cells: Uint16Array;
  won: Uint8Array;
  weight: Float64Array;
  /** Prior means by column; that of the intercept is not used. */
  priorMean: Float64Array;
};

export type Ridge = {
  beta: Float64Array;
  /** Factor of the Hessian at the optimum. */
  factor: Square;
  /** β'x by row. */
  logits: Float64Array;
  converged: boolean;
  steps: number;
};

const MOST_STEPS = 60;
const SMALL_STEP = 1e-9;
/** After a step this small the curvature hardly changes: it is kept, and only the gradient made anew. */
const KEEP_CURVATURE = 0.1;
const MOST_HALVINGS = 12;

/**
 * Logistic regression with a Gaussian prior N(prior mean, sd²) on each coefficient and none on the intercept: Newton's method
 * with step halving on the penalised log-likelihood. `start` speeds up a fit near another; `smallStep` above the usual ends it
 * earlier, with the curvature of a step before.
 */
export function fitRidge(design: Design, sd: number, start?: Float64Array, smallStep = SMALL_STEP): Ridge {
  const steps = ridgeSteps(design, sd, start, smallStep);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same with a stop before each of Newton's steps: of many rows, one takes a while. */
export function* ridgeSteps(
  design: Design,
  sd: number,
  start?: Float64Array,
  smallStep = SMALL_STEP,
): Generator<undefined, Ridge> {
  const state = startOf(design, start);
  const precision = 1 / (sd * sd);
  let value = objective(design, state.beta, state.logits, precision);
  let factor: Square | null = null;
  let [largest, steps] = [Infinity, 0];
  while (steps < MOST_STEPS && largest >= smallStep) {
    steps += 1;
    yield;
    const keep = factor !== null && largest < KEEP_CURVATURE;
    const direction: Float64Array = gradientOf(design, state, precision);
    if (!keep) factor = curvature(design, state.logits, precision);
    if (factor === null) break;
    solve(factor, direction);
    const moved = lineSearch(design, state, direction, value, precision);
    // A kept curvature that no longer brings it nearer is made anew.
    largest = keep && moved.largest > largest / 2 ? KEEP_CURVATURE : moved.largest;
    value = moved.value;
  }
  if (smallStep === SMALL_STEP) factor = curvature(design, state.logits, precision) ?? factor;
  return { ...state, factor: factor ?? identity(design.columns), converged: largest < smallStep, steps };
}

/** The covariance of the coefficients: the inverse of the Hessian. */
export function covarianceOf(fit: Ridge): Square {
  return inverse(fit.factor);
}

type State = { beta: Float64Array; logits: Float64Array };

function startOf(design: Design, start: Float64Array | undefined): State {
  const beta = start === undefined ? design.priorMean.slice() : start.slice();
  if (start === undefined) beta[0] = baseLogit(design);
  const logits = new Float64Array(design.rows);
  fillLogits(design, beta, logits);
  return { beta, logits };
}

/** Log-odds of the weighted share of won rows, half a row away from 0 and 1. */
function baseLogit({ rows, won, weight }: Design): number {
  let [wins, all] = [0.5, 1];
  for (let i = 0; i < rows; i++) {
    all += weight[i] ?? 0;
    wins += (weight[i] ?? 0) * (won[i] ?? 0);
  }
  return Math.log(wins / (all - wins));
}

/** β'x for every row. */
export function fillLogits({ rows, factors, cells }: Design, beta: Float64Array, into: Float64Array): void {
  const base = beta[0] ?? 0;
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = base;
    for (let f = 0; f < factors; f++, at++) {
      const column = cells[at] ?? 0;
      if (column > 0) sum += beta[column] ?? 0;
    }
    into[i] = sum;
  }
}

/** Penalised negative log-likelihood. */
function objective(
  { rows, won, weight, columns, priorMean }: Design,
  beta: Float64Array,
  logits: Float64Array,
  precision: number,
): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const eta = logits[i] ?? 0;
    // log(1 + e^η) − yη without overflow
    sum += (weight[i] ?? 0) * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - (won[i] === 1 ? eta : 0));
  }
  for (let j = 1; j < columns; j++) sum += 0.5 * precision * ((beta[j] ?? 0) - (priorMean[j] ?? 0)) ** 2;
  return sum;
}

/** Gradient of the log-likelihood less the prior's pull. */
function gradientOf(
  { rows, factors, columns, cells, won, weight, priorMean }: Design,
  { beta, logits }: State,
  precision: number,
): Float64Array {
  const gradient = new Float64Array(columns);
  let all = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    const residual = (weight[i] ?? 0) * ((won[i] ?? 0) - 1 / (1 + Math.exp(-(logits[i] ?? 0))));
    all += residual;
    for (const end = at + factors; at < end; at++) {
      const column = cells[at] ?? 0;
      gradient[column] = (gradient[column] ?? 0) + residual;
    }
  }
  // What is unknown was added to column 0.
  gradient[0] = all;
  for (let j = 1; j < columns; j++)
    gradient[j] = (gradient[j] ?? 0) - precision * ((beta[j] ?? 0) - (priorMean[j] ?? 0));
  return gradient;
}

/** Cholesky factor of minus the Hessian; null where it is not positive definite. */
function curvature(design: Design, logits: Float64Array, precision: number): Square | null {
  const hessian = square(design.columns);
  addCurves(design, logits, hessian.at);
  for (let j = 1; j < design.columns; j++) {
    const at = j * design.columns + j;
    hessian.at[at] = (hessian.at[at] ?? 0) + precision;
  }
  // Keeps a degenerate intercept (one class only) from running away.
  hessian.at[0] = (hessian.at[0] ?? 0) + 1e-9;
  return cholesky(hessian) ? hessian : null;
}

function identity(columns: number): Square {
  const out = square(columns);
  for (let j = 0; j < columns; j++) out.at[j * columns + j] = 1;
  return out;
}

/** Adds what one row with this logit gives to the gradient. */
export function addGradient(
  { factors, cells, won, weight }: Design,
  row: number,
  logit: number,
  gradient: Float64Array,
): void {
  const residual = (weight[row] ?? 0) * ((won[row] ?? 0) - 1 / (1 + Math.exp(-logit)));
  gradient[0] = (gradient[0] ?? 0) + residual;
  for (let at = row * factors; at < (row + 1) * factors; at++) {
    const column = cells[at] ?? 0;
    if (column > 0) gradient[column] = (gradient[column] ?? 0) + residual;
  }
}

function lineSearch(
  design: Design,
  state: State,
  direction: Float64Array,
  before: number,
  precision: number,
): { value: number; largest: number } {
  const from = state.beta.slice();
  let step = 1;
  for (let half = 0; half <= MOST_HALVINGS; half++, step /= 2) {
    for (let j = 0; j < from.length; j++) state.beta[j] = (from[j] ?? 0) + step * (direction[j] ?? 0);
    fillLogits(design, state.beta, state.logits);
    const value = objective(design, state.beta, state.logits, precision);
    if (value <= before + 1e-12 * Math.abs(before)) {
      const largest = direction.reduce((most, d) => Math.max(most, Math.abs(step * d)), 0);
      return { value, largest };
    }
  }
  state.beta.set(from);
  fillLogits(design, from, state.logits);
  return { value: before, largest: 0 };
}
