import { recalibrate, type Line } from '../measure/calibration';
import type { FactorDef, Observation, Progress, Values } from '../rows';
import { columnsFor, designOf, encodingOf, type Encoding } from './encode';
import type { Design, Ridge } from './ridge';
import { chooseStrength } from './strength';

/** Below it, the slope of a calibration is noise. */
const FEWEST_TO_RECALIBRATE = 300;
const FLATTEST = 0.8;
const STEEPEST = 1.25;

export type FittedRows = {
  encoding: Encoding;
  design: Design;
  sd: number | null;
  choice: string;
  fit: Ridge | null;
  /** Weighted share of won rows. */
  base: number;
  calibration: Line | null;
};

/** Encodes the rows, chooses the prior's strength, fits, and recalibrates where there is reason to. Rows must not be empty. */
export function* fitRows(rows: readonly Observation[], defs: readonly FactorDef[]): Generator<Progress, FittedRows> {
  const base = baseOf(rows);
  const encoding = encodingOf(rows, defs);
  const design = designOf(encoding, rows);
  if (new Set(rows.map(({ won }) => won)).size < 2)
    return { encoding, design, sd: null, choice: oneClass(rows), fit: null, base, calibration: null };
  const groups = dealGroups(rows);
  const { sd, sentence, fit, without } = yield* chooseStrength(design, groups, timeBlocks(rows, groups));
  const calibration = fit === null || groups.length < FEWEST_TO_RECALIBRATE ? null : calibrationOf(rows, without);
  return { encoding, design, sd, choice: sentence, fit, base, calibration };
}

/** Chance to win of a row with these values. */
export function chanceOfRow({ encoding, fit, base, calibration }: FittedRows, values: Values): number {
  if (fit === null) return base;
  const sum = columnsFor(encoding, values).reduce(
    (total, c) => total + (c > 0 ? (fit.beta[c] ?? 0) : 0),
    fit.beta[0] ?? 0,
  );
  const eta = calibration === null ? sum : calibration.shift + calibration.slope * sum;
  return 1 / (1 + Math.exp(-eta));
}

/** Share of won rows by weight; with one class only, half a deal away from certainty. */
function baseOf(rows: readonly Observation[]): number {
  const all = rows.reduce((sum, { weight }) => sum + weight, 0);
  const wins = rows.reduce((sum, { weight, won }) => sum + weight * won, 0);
  const rate = all === 0 ? 0.5 : wins / all;
  return rate > 0 && rate < 1 ? rate : (wins + 0.5) / (all + 1);
}

function oneClass(rows: readonly Observation[]): string {
  const what = rows[0]?.won === 1 ? 'won' : 'not won';
  return `Every deal to learn from was ${what}, so nothing tells the two apart.`;
}

/** Indices of the rows of each deal. */
export function dealGroups(rows: readonly Observation[]): number[][] {
  const groups = new Map<string, number[]>();
  rows.forEach(({ dealId }, i) => {
    const group = groups.get(dealId);
    if (group) group.push(i);
    else groups.set(dealId, [i]);
  });
  return [...groups.values()];
}

const BLOCKS = 6;

/** Deals in blocks of time, by their first row; null where a deal has no date, or all have one. */
function timeBlocks(rows: readonly Observation[], groups: readonly number[][]): number[][] | null {
  const dated = groups.map((group) => ({ group, day: rows[group[0] ?? 0]?.day ?? null }));
  if (dated.some(({ day }) => day === null)) return null;
  const order = dated.toSorted((a, b) => (a.day ?? 0) - (b.day ?? 0));
  if (order[0]?.day === order.at(-1)?.day) return null;
  return Array.from({ length: BLOCKS }, (_, i) =>
    order
      .slice(Math.floor((i * order.length) / BLOCKS), Math.floor(((i + 1) * order.length) / BLOCKS))
      .flatMap(({ group }) => group),
  );
}

function calibrationOf(rows: readonly Observation[], without: Float64Array): Line | null {
  const line = recalibrate(
    Array.from(without),
    rows.map(({ won }) => won),
    rows.map(({ weight }) => weight),
  );
  return line !== null && (line.slope < FLATTEST || line.slope > STEEPEST) ? line : null;
}
