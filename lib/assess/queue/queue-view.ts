import { isOwnedBy, ownersOf, type Me, type OwnerLine } from '@/lib/domain/me';
import type { QueueItem } from '@/lib/domain/queue';
import { isDue, stakeOf, type Stake } from './stake';

/** One deal of the queue. */
export type QueueRow = Pick<
  QueueItem,
  'dealId' | 'name' | 'stage' | 'amount' | 'risk' | 'gaps' | 'steps' | 'readAt' | 'source'
> & { stake: Stake };

/** What can be put in order by what is at stake. */
type Staked = { dealId: string; name: string; stake: Stake };

/** Rows whose stakes may be compared: of one currency, or those without an amount. */
export type Group<Row> = { currency: string | null; hasAmount: boolean; rows: readonly Row[] };

export type QueueGroup = Group<QueueRow>;

export type QueueView = {
  groups: readonly QueueGroup[];
  owners: readonly OwnerLine[];
  /** Open deals: all that are known, the rep's own, those of them that could be checked, and of those that are due. */
  counts: { known: number; mine: number; checked: number; due: number; ownerUnknown: number; notChecked: number };
  /** When the rep's deals were read, ms: the one that was read longest ago, and the latest; null without any. */
  read: { oldest: number; latest: number; overApi: number } | null;
};

/**
 * The queue of one rep, by expected value at stake. Amounts of different currencies are not compared: each has its own group,
 * the one with most deals first; deals without a readable amount come last. Without `me` nothing is anybody's.
 */
export function queueView(all: readonly QueueItem[], me: Me | null): QueueView {
  const items = all.filter(({ standing }) => standing !== 'closed');
  const owned = items.map((item) => ({ item, mine: me === null ? false : isOwnedBy(item.owner, me) }));
  const mine = owned.filter((each) => each.mine === true).map(({ item }) => item);
  const checked = mine.filter(({ standing }) => standing === 'checked');
  const due = checked.filter(isDue).map(rowOf);
  return {
    groups: grouped(due, ({ gaps }) => gaps.length),
    owners: ownersOf(items.map(({ owner }) => owner)),
    counts: {
      known: items.length,
      mine: mine.length,
      checked: checked.length,
      due: due.length,
      ownerUnknown: owned.filter((each) => each.mine === 'unknown').length,
      notChecked: mine.length - checked.length,
    },
    read: readOf(mine),
  };
}

function rowOf(item: QueueItem): QueueRow {
  const { dealId, name, stage, amount, risk, gaps, steps, readAt, source } = item;
  const useful = steps.filter(({ effect }) => effect < 0);
  return { dealId, name, stage, amount, risk, gaps, steps: useful, readAt, source, stake: stakeOf(item) };
}

/**
 * Rows by currency, in each those with most at stake first: the currency of most rows first, rows without an amount last.
 * `gapsOf` settles a tie.
 */
export function grouped<Row extends Staked>(rows: readonly Row[], gapsOf: (row: Row) => number): Group<Row>[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = row.stake.value === null ? 'none' : `in ${row.stake.currency ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()]
    .map((each): Group<Row> => {
      const hasAmount = each[0]?.stake.value !== null;
      return {
        currency: hasAmount ? (each[0]?.stake.currency ?? null) : null,
        hasAmount,
        rows: each.toSorted((a, b) => byStake(a, b, gapsOf)),
      };
    })
    .toSorted(
      (a, b) =>
        Number(b.hasAmount) - Number(a.hasAmount) ||
        b.rows.length - a.rows.length ||
        ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1),
    );
}

/** By value; without one by the points alone; then by name, so that the order never flickers. */
function byStake<Row extends Staked>(a: Row, b: Row, gapsOf: (row: Row) => number): number {
  const gaps = gapsOf(b) - gapsOf(a);
  const byName = a.name < b.name ? -1 : a.name > b.name ? 1 : a.dealId < b.dealId ? -1 : 1;
  return (b.stake.value ?? 0) - (a.stake.value ?? 0) || b.stake.cut - a.stake.cut || gaps || byName;
}

/** When these were read, and how many of them over the API; null without any. */
export function readOf(mine: readonly Pick<QueueItem, 'readAt' | 'source'>[]): QueueView['read'] {
  if (mine.length === 0) return null;
  let [oldest, latest, overApi] = [Infinity, 0, 0];
  for (const { readAt, source } of mine) {
    oldest = Math.min(oldest, readAt);
    latest = Math.max(latest, readAt);
    if (source !== 'page') overApi += 1;
  }
  return { oldest, latest, overApi };
}
