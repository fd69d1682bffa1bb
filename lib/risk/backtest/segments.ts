import { levelKey, plainLabel } from '../fit/level-key';
import { metricsOf, type Said } from '../measure/metrics';
import type { Backtest } from '../model';
import type { FactorDef, Observation } from '../rows';

/** A segment with fewer deals, or fewer of one kind, says nothing of its own. */
const FEWEST_DEALS = 50;
const FEWEST_OF_EACH = 10;
const MOST_LEVELS = 12;

/** How the model did in each larger part of the deals, by every factor of few levels. `said` is in the order of the rows. */
export function segmentsOf(
  rows: readonly Observation[],
  said: readonly Said[],
  defs: readonly FactorDef[],
): Backtest['segments'] {
  return defs.flatMap((def) => {
    if (def.kind !== 'category') return [];
    const parts = new Map<string, Said[]>();
    rows.forEach(({ values }, i) => {
      const key = levelKey(def, values[def.id], []);
      const one = said[i];
      if (key === null || !one) return;
      const part = parts.get(key);
      if (part) part.push(one);
      else parts.set(key, [one]);
    });
    if (parts.size > MOST_LEVELS) return [];
    return [...parts]
      .filter(([, part]) => isLargeEnough(part))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => ({ factor: def.id, title: def.title, level: plainLabel(key), metrics: metricsOf(part) }));
  });
}

function isLargeEnough(part: readonly Said[]): boolean {
  const won = new Set(part.filter((s) => s.won === 1).map(({ dealId }) => dealId)).size;
  const lost = new Set(part.filter((s) => s.won === 0).map(({ dealId }) => dealId)).size;
  return won + lost >= FEWEST_DEALS && Math.min(won, lost) >= FEWEST_OF_EACH;
}
