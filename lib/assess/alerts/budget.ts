import type { Stake } from '@/lib/assess/queue/stake';

/** Where no pack says anything of it. */
export const PER_DAY = 3;

/** Older news is none: what was not told within so many days is not told any more. */
export const NEWS_DAYS = 3;

/** Something to tell, from when it is waiting, and what is at stake on its deal; null where that is not known any more. */
export type Waiting<A> = { alert: A; rule: string; dealId: string; raisedAt: number; stake: Stake | null };

export type Budget = {
  /** What the pack allows and what the rep has lowered it to; null where either says nothing. */
  pack: number | null;
  rep: number | null;
  /** Told already today. */
  told: number;
};

/** How many may still be told today. The rep lowers what the pack allows and never raises it. */
export function placesLeft({ pack, rep, told }: Budget): number {
  const allowed = pack ?? PER_DAY;
  return Math.max(0, Math.min(allowed, rep ?? allowed) - told);
}

/**
 * What is told now: as many as there are places, by what is at stake, one for each deal. Amounts of different currencies are
 * not compared: their best ones take turns. `quiet` are rules that tell nothing.
 */
export function chosen<A>(
  waiting: readonly Waiting<A>[],
  { places, quiet, now }: { places: number; quiet: ReadonlySet<string>; now: number },
): A[] {
  const fresh = waiting.filter(({ rule, raisedAt }) => !quiet.has(rule) && now - raisedAt < NEWS_DAYS * 86_400_000);
  const byCurrency = new Map<string, Waiting<A>[]>();
  for (const each of fresh) {
    const key = each.stake?.value == null ? 'none' : `in ${each.stake.currency ?? ''}`;
    byCurrency.set(key, [...(byCurrency.get(key) ?? []), each]);
  }
  const ranked = [...byCurrency.entries()]
    .flatMap(([key, group]) => group.toSorted(byStake).map((each, rank) => ({ each, key, rank, size: group.length })))
    .toSorted(
      (a, b) =>
        Number(a.key === 'none') - Number(b.key === 'none') ||
        a.rank - b.rank ||
        b.size - a.size ||
        (a.key < b.key ? -1 : 1),
    );
  const deals = new Set<string>();
  const told: A[] = [];
  for (const { each } of ranked) {
    if (told.length >= places) break;
    if (deals.has(each.dealId)) continue;
    deals.add(each.dealId);
    told.push(each.alert);
  }
  return told;
}

function byStake<A>(a: Waiting<A>, b: Waiting<A>): number {
  return (
    (b.stake?.value ?? 0) - (a.stake?.value ?? 0) ||
    (b.stake?.cut ?? 0) - (a.stake?.cut ?? 0) ||
    b.raisedAt - a.raisedAt ||
    (a.dealId < b.dealId ? -1 : 1)
  );
}
