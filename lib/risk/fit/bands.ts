import { ascending, quantile } from '@/lib/domain/quantiles';

const DEALS_A_BAND = 40;
const FEWEST_BANDS = 2;
const MOST_BANDS = 8;

/**
 * Edges that cut numbers into bands of about equal size: one band for every 40 numbers, 2 to 8 of them. An edge belongs to
 * the band above it; edges that coincide (many equal numbers) count once. Empty when all numbers are equal.
 */
export function bandEdges(numbers: readonly number[]): number[] {
  const sorted = ascending(numbers);
  const bands = Math.min(MOST_BANDS, Math.max(FEWEST_BANDS, Math.floor(sorted.length / DEALS_A_BAND)));
  const distinct = [...new Set(sorted)];
  const edges = distinct.length <= bands ? distinct : quantileEdges(sorted, bands);
  const [lowest, second] = distinct;
  // Where most numbers are the lowest (often 0), that is one band, and the rest the others.
  const above = edges.map((edge) => (edge === lowest ? second : edge));
  return [...new Set(above)].flatMap((edge) => (edge === undefined || edge === lowest ? [] : [edge]));
}

function quantileEdges(sorted: readonly number[], bands: number): number[] {
  return Array.from({ length: bands - 1 }, (_, i) => {
    const edge = quantile(sorted, (i + 1) / bands) ?? 0;
    // The number itself, so that equal numbers never lie on both sides of rounding.
    return sorted.find((n) => n >= edge) ?? edge;
  });
}

/** Number of the band a value lies in: 0 below the first edge. */
export function bandOf(value: number, edges: readonly number[]): number {
  let band = 0;
  while (band < edges.length && value >= (edges[band] ?? Infinity)) band += 1;
  return band;
}

/** `below 100`, `100 to 500`, `500 and more`. */
export function bandLabel(band: number, edges: readonly number[], unit: string | undefined): string {
  const [low, high] = [edges[band - 1], edges[band]];
  const after = unit === undefined ? '' : ` ${unit}`;
  if (low === undefined) return high === undefined ? 'any' : `below ${shownNumber(high)}${after}`;
  return high === undefined
    ? `${shownNumber(low)}${after} and more`
    : `${shownNumber(low)} to ${shownNumber(high)}${after}`;
}

/** Up to four significant digits, thousands grouped. */
function shownNumber(value: number): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  const [whole = '', part] = String(rounded).split('.');
  const grouped = /e/.test(whole) ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}
