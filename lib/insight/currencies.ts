import { dayOf } from './periods';
import type { Layout } from './layout';

/** Units of the base currency that one unit of a currency is worth; one rate for all days. */
export type Rates = Readonly<Record<string, number>>;

/** Every currency of the deals with their number, most first; `null` where a deal shows an amount and no currency. */
export function currenciesOf({ deals }: Layout): { currency: string | null; n: number }[] {
  const counts = new Map<string | null, number>();
  for (const { amount, currency } of deals)
    if (amount !== null || currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].map(([currency, n]) => ({ currency, n })).toSorted((a, b) => b.n - a.n);
}

/**
 * The layout with every amount in the base currency, as far as there are rates; what has none stays in its own, and is named.
 * Changes of amounts are converted with their deal.
 */
export function inOneCurrency(layout: Layout, base: string, rates: Rates): { layout: Layout; without: string[] } {
  const without = new Set<string>();
  const rateOf = (currency: string | null): number | null => {
    if (currency === null || currency === base) return 1;
    const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
    if (rate !== undefined && Number.isFinite(rate) && rate > 0) return rate;
    without.add(currency);
    return null;
  };
  const by = new Map(layout.deals.map((deal) => [deal.deal_id, rateOf(deal.currency)]));
  const converted = <T extends { currency: string | null }>(row: T, of: (row: T, rate: number) => Partial<T>): T => {
    const rate = rateOf(row.currency);
    return rate === null || row.currency === null ? row : { ...row, ...of(row, rate), currency: base };
  };
  const times = (value: number | null, rate: number): number | null => (value === null ? null : value * rate);
  return {
    layout: {
      ...layout,
      deals: layout.deals.map((deal) => converted(deal, ({ amount }, rate) => ({ amount: times(amount, rate) }))),
      changes: layout.changes.map((change) => {
        const rate = change.field === 'amount' ? (by.get(change.deal_id) ?? 1) : 1;
        return rate === 1 ? change : { ...change, old: textTimes(change.old, rate), new: textTimes(change.new, rate) };
      }),
      targets: layout.targets.map((row) => converted(row, ({ amount }, rate) => ({ amount: amount * rate }))),
      calls: layout.calls.map((row) =>
        converted(row, ({ value, low, high }, rate) => ({
          value: value * rate,
          low: times(low, rate),
          high: times(high, rate),
        })),
      ),
    },
    without: [...without].toSorted(),
  };
}

function textTimes(text: string | null, rate: number): string | null {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? String(value * rate) : text;
}

/** The last day anything happened in a layout: what "now" is for an export. Null of an empty one. */
export function lastDayOf({ deals, changes, activities }: Layout): number | null {
  const texts = [
    ...deals.flatMap(({ created, closed }) => [created, closed]),
    ...changes.map(({ day }) => day),
    ...activities.map(({ day }) => day),
  ];
  return texts.reduce<number | null>((last, text) => {
    const day = dayOf(text);
    return day === null ? last : Math.max(last ?? day, day);
  }, null);
}
