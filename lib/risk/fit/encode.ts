import type { DroppedFactor, FactorDef, Observation, Values } from '../rows';
import { bandEdges, bandLabel } from './bands';
import { dropped } from './drop';
import { EMPTY, RARE, levelKey, plainLabel, priorOf } from './level-key';
import type { Design } from './ridge';

/** Deals below which a level is pooled with the other rare ones. */
const FEWEST_DEALS = 5;
const MOST_COLUMNS = 250;

export type EncodedLevel = {
  key: string;
  label: string;
  column: number;
  deals: number;
  wins: number;
  priorMean: number;
};

export type EncodedFactor = {
  def: FactorDef;
  edges: readonly number[];
  levels: readonly EncodedLevel[];
  /** Column by level key. */
  columns: ReadonlyMap<string, number>;
};

export type Encoding = { factors: readonly EncodedFactor[]; columns: number; dropped: readonly DroppedFactor[] };

type Tally = { deals: Set<string>; wins: Set<string> };
type Counted = { def: FactorDef; edges: readonly number[]; tallies: ReadonlyMap<string, Tally> };

/**
 * Finds the levels of every factor in the rows: bands of numbers, empty as a level, levels under 5 deals pooled as rare (when
 * those together make 5), at most 250 columns in all. Factors with a single level are dropped, with the reason.
 */
export function encodingOf(rows: readonly Observation[], defs: readonly FactorDef[]): Encoding {
  const counted = defs.map((def) => countLevels(rows, def));
  const fewest = thresholdFor(counted);
  const out: EncodedFactor[] = [];
  const left: DroppedFactor[] = [];
  let column = 1;
  for (const factor of counted) {
    const levels = pooled(factor, fewest).map((level): EncodedLevel => ({ ...level, column: column++ }));
    if (levels.length < 2) {
      column -= levels.length;
      left.push(dropped(factor.def, 'oneLevel', whyOneLevel(factor, fewest)));
    } else {
      const columns = new Map(levels.map((level) => [level.key, level.column]));
      out.push({ def: factor.def, edges: factor.edges, levels, columns });
    }
  }
  return { factors: out, columns: column, dropped: left };
}

function countLevels(rows: readonly Observation[], def: FactorDef): Counted {
  const edges = def.kind !== 'number' ? [] : (def.edges ?? bandEdges(numbersOf(rows, def.id)));
  const tallies = new Map<string, Tally>();
  for (const { dealId, won, values } of rows) {
    const key = levelKey(def, values[def.id], edges);
    if (key === null) continue;
    const tally = tallies.get(key) ?? { deals: new Set(), wins: new Set() };
    tallies.set(key, tally);
    tally.deals.add(dealId);
    if (won === 1) tally.wins.add(dealId);
  }
  return { def, edges, tallies };
}

function numbersOf(rows: readonly Observation[], id: string): number[] {
  return rows.flatMap(({ values }) => {
    const value = values[id];
    return typeof value === 'number' && Number.isFinite(value) ? [value] : [];
  });
}

/** The least number of deals for a level of its own; more than 5 only where columns would be too many. */
function thresholdFor(counted: readonly Counted[]): number {
  let fewest = FEWEST_DEALS;
  while (counted.reduce((sum, factor) => sum + pooled(factor, fewest).length, 1) > MOST_COLUMNS) {
    fewest = Math.ceil(fewest * 1.3);
    if (fewest > 1e7) break;
  }
  return fewest;
}

function pooled({ def, edges, tallies }: Counted, fewest: number): Omit<EncodedLevel, 'column'>[] {
  const level = (key: string, { deals, wins }: Tally): Omit<EncodedLevel, 'column'> => ({
    key,
    label: key.startsWith('#')
      ? bandLabel(Number(key.slice(1)), edges, def.kind === 'number' ? def.unit : undefined)
      : plainLabel(key),
    deals: deals.size,
    wins: wins.size,
    priorMean: priorOf(def, key),
  });
  const common: Omit<EncodedLevel, 'column'>[] = [];
  const rare: Tally = { deals: new Set(), wins: new Set() };
  for (const [key, tally] of tallies) {
    // What a pack says of its own signals stands, however rarely they fire.
    if (tally.deals.size >= fewest || def.kind === 'signal') common.push(level(key, tally));
    else {
      for (const deal of tally.deals) rare.deals.add(deal);
      for (const deal of tally.wins) rare.wins.add(deal);
    }
  }
  const sorted = common.toSorted((a, b) => order(a.key) - order(b.key) || (a.key < b.key ? -1 : 1));
  return rare.deals.size >= fewest ? [...sorted, level(RARE, rare)] : sorted;
}

/** Bands in their order, then names, then empty. */
function order(key: string): number {
  if (key.startsWith('#')) return Number(key.slice(1));
  return key === EMPTY ? 1e9 : 1e6;
}

function whyOneLevel({ tallies, def }: Counted, fewest: number): string {
  if (tallies.size === 0) return `${def.title} could not be read on any deal.`;
  if (tallies.size === 1) return `${def.title} is the same on every deal, so it cannot tell them apart.`;
  return `${def.title} has ${tallies.size.toLocaleString('en-US')} different values and fewer than two that ${fewest} deals share.`;
}

/** The columns that are 1 for these values, one for each factor: 0 where unknown, or never seen. */
export function columnsFor(encoding: Encoding, values: Values): number[] {
  return encoding.factors.map(({ def, edges, columns }) => {
    const key = levelKey(def, values[def.id], edges);
    return key === null ? 0 : (columns.get(key) ?? columns.get(RARE) ?? 0);
  });
}

/** The rows in the form the fit takes. */
export function designOf(encoding: Encoding, rows: readonly Observation[]): Design {
  const factors = encoding.factors.length;
  const cells = new Uint16Array(rows.length * factors);
  rows.forEach(({ values }, i) => cells.set(columnsFor(encoding, values), i * factors));
  const priorMean = new Float64Array(encoding.columns);
  for (const { levels } of encoding.factors) for (const level of levels) priorMean[level.column] = level.priorMean;
  return {
    rows: rows.length,
    factors,
    columns: encoding.columns,
    cells,
    won: Uint8Array.from(rows, (row) => row.won),
    weight: Float64Array.from(rows, (row) => row.weight),
    priorMean,
  };
}
