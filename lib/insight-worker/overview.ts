import { currenciesOf, lastDayOf } from '@/lib/insight/currencies';
import type { Layout } from '@/lib/insight/layout';
import { isOfTeam, type Team } from '@/lib/insight/teams';
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
  /** As the source has them, whatever they are looked at in. */
  ownCurrencies: Overview['currencies'];
  /** Of a file: the number of its last day, which is its "now". Null of an empty one, and of a CRM, where now is today. */
  lastDay: number | null;
};

export function overviewOf(
  layout: Layout,
  { withoutOutcome, ends, teams }: { withoutOutcome: number; ends: boolean; teams: readonly Team[] },
): Overview {
  const counts = { open: 0, won: 0, lost: 0 };
  for (const { outcome } of layout.deals) counts[outcome] += 1;
  const currencies = currenciesOf(layout);
  return {
    deals: layout.deals.length,
    ...counts,
    withoutOutcome,
    levels: Object.fromEntries(FILTERS.map((by) => [by, levelsOf(layout, by, teams)])) as unknown as Overview['levels'],
    currencies,
    ownCurrencies: currencies,
    lastDay: ends ? lastDayOf(layout) : null,
  };
}

/** By name: a list to choose from is no ranking. Those without one come last. */
function levelsOf({ deals }: Layout, by: FilterBy, teams: readonly Team[]): { level: string | null; n: number }[] {
  const counts = new Map<string | null, number>();
  for (const deal of deals) counts.set(deal[by], (counts.get(deal[by]) ?? 0) + 1);
  // An owner of several teams counts in each.
  if (by === 'team')
    for (const { name } of teams) counts.set(name, deals.filter((deal) => isOfTeam(deal, name, teams)).length);
  const sorted = [...counts].map(([level, n]) => ({ level, n }));
  return sorted.toSorted((a, b) =>
    a.level === null ? 1 : b.level === null ? -1 : a.level < b.level ? -1 : a.level > b.level ? 1 : 0,
  );
}
