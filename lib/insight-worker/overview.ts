import { currenciesOf, lastDayOf } from '@/lib/insight/currencies';
import { TABLES, type Layout, type TableName } from '@/lib/insight/layout';
import { FILTERS, type FilterBy } from './question';

/** What there is, before anything is computed: for the head of the page, its filters, and what views cannot tell. */
export type Overview = {
  deals: number;
  open: number;
  won: number;
  lost: number;
  /** Deals of which it is not known whether they are closed: they are in no figure. */
  withoutOutcome: number;
  levels: Readonly<Record<FilterBy, readonly { level: string | null; n: number }[]>>;
  currencies: readonly { currency: string | null; n: number }[];
  /** Day numbers; null of an empty layout. */
  lastDay: number | null;
  rows: Readonly<Record<TableName, number>>;
};

export function overviewOf(layout: Layout, withoutOutcome: number): Overview {
  const counts = { open: 0, won: 0, lost: 0 };
  for (const { outcome } of layout.deals) counts[outcome] += 1;
  const names = Object.keys(TABLES) as TableName[];
  return {
    deals: layout.deals.length,
    ...counts,
    withoutOutcome,
    levels: Object.fromEntries(FILTERS.map((by) => [by, levelsOf(layout, by)])) as unknown as Overview['levels'],
    currencies: currenciesOf(layout),
    lastDay: lastDayOf(layout),
    rows: Object.fromEntries(names.map((name) => [name, layout[name].length])) as Overview['rows'],
  };
}

/** By name: a list to choose from is no ranking. Those without one come last. */
function levelsOf({ deals }: Layout, by: FilterBy): { level: string | null; n: number }[] {
  const counts = new Map<string | null, number>();
  for (const deal of deals) counts.set(deal[by], (counts.get(deal[by]) ?? 0) + 1);
  const sorted = [...counts].map(([level, n]) => ({ level, n }));
  return sorted.toSorted((a, b) =>
    a.level === null ? 1 : b.level === null ? -1 : a.level < b.level ? -1 : a.level > b.level ? 1 : 0,
  );
}
