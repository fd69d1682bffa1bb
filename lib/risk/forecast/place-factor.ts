import { deviation, mean } from '@/lib/domain/quantiles';
import { placeOf, type PeriodKind } from './period';

/**
 * How much more or less than usual is won at a place (the last month of a quarter, say): a factor by place, once two periods
 * at that place were seen. Shrunk towards 1 by how much periods at the same place differ among themselves; 1 where nothing tells.
 */
export function placeFactors(
  periods: readonly { period: number; value: number }[],
  kind: PeriodKind,
): (period: number) => number {
  const logs = periods.flatMap(({ period, value }) =>
    value > 0 ? [{ place: placeOf(period, kind), log: Math.log(value) }] : [],
  );
  const groups = new Map<number, number[]>();
  for (const { place, log } of logs) groups.set(place, [...(groups.get(place) ?? []), log]);
  const level = mean([...groups.values()].map(mean));
  const repeated = [...groups.values()].filter((group) => group.length >= 2);
  if (groups.size < 2 || repeated.length === 0) return () => 1;
  const within = mean(repeated.map((group) => deviation(group) ** 2));
  const between = Math.max(
    0,
    deviation([...groups.values()].map(mean)) ** 2 - within / mean([...groups.values()].map((g) => g.length)),
  );
  return (period) => {
    const group = groups.get(placeOf(period, kind)) ?? [];
    if (group.length < 2 || between === 0) return 1;
    const trust = (group.length * between) / (group.length * between + within);
    return Math.exp(trust * (mean(group) - level));
  };
}
