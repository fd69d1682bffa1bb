import type { Deal } from '@/lib/domain/deal';
import { moneyOf, ownerOf, type TeamUsual } from '../factors';
import { DAY_MS, type DealRecord } from './record';

/** The first amount that was known of a deal, by its owner then. */
type FirstAmount = { owner: string | null; currency: string | null; value: number; at: number };

/** What amounts were usual, at any moment: only deals whose amount was known before count. */
export type UsualThen = (at: number) => TeamUsual;

/** Reads the first amounts out of the records. */
export function usualOf(records: readonly DealRecord[]): UsualThen {
  const amounts = records.flatMap(firstAmount).toSorted((a, b) => a.at - b.at);
  const currency = mostFrequent(amounts.map((amount) => amount.currency));
  const owners = byOwner(amounts.filter((amount) => amount.currency === currency));
  const made = new Map<number, TeamUsual>();
  return (at) => {
    const day = Math.floor(at / DAY_MS); // deals of one day do not know of each other
    const usual = made.get(day) ?? { currency, owners: mediansBefore(owners, day * DAY_MS) };
    made.set(day, usual);
    return usual;
  };
}

function firstAmount({ snapshots }: DealRecord): FirstAmount[] {
  const found = snapshots.find((deal: Deal) => moneyOf(deal) !== null);
  const money = found === undefined ? null : moneyOf(found);
  if (found === undefined || money === null) return [];
  const owner = ownerOf(found);
  return [{ owner: typeof owner === 'string' ? owner : null, ...money, at: found.readAt }];
}

function byOwner(amounts: readonly FirstAmount[]): Map<string, FirstAmount[]> {
  const owners = new Map<string, FirstAmount[]>();
  for (const amount of amounts) {
    if (amount.owner === null) continue;
    const list = owners.get(amount.owner);
    if (list === undefined) owners.set(amount.owner, [amount]);
    else list.push(amount);
  }
  return owners;
}

/** Fewer earlier deals than this are no habit. */
const FEWEST = 3;

function mediansBefore(owners: ReadonlyMap<string, readonly FirstAmount[]>, at: number): Record<string, number> {
  const medians = [...owners].flatMap(([owner, amounts]): [string, number][] => {
    const before = amounts.filter((amount) => amount.at < at).map((amount) => amount.value);
    return before.length < FEWEST ? [] : [[owner, median(before)]];
  });
  return Object.fromEntries(medians);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [above = 0, below = above] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? above : (above + below) / 2;
}

function mostFrequent(codes: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const code of codes) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}
