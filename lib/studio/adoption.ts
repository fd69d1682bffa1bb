import type { DealRecord } from '@/lib/assess/past/record';
import { situationThen } from '@/lib/assess/past/situation-then';
import { standsUnder } from '@/lib/assess/blast/standing';
import { rulesOf } from '@/lib/assess/past/verdicts-then';
import { quantile } from '@/lib/domain/quantiles';
import { shareInterval } from '@/lib/domain/lift';
import type { Progress } from '@/lib/risk/rows';
import type { RunnablePack } from '@/lib/rules/types';

/** Of one rule: how often its flag came up and went, and how long that took. */
export type RuleUse = {
  id: string;
  title: string;
  /** Times it came up on a deal, whatever became of it. */
  raised: number;
  /** Of those: gone again while the deal was open; still there on deals that are open; there when the deal closed. */
  fixed: number;
  standing: number;
  ended: number;
  /** Days from the reading that showed it first to the one that did not any more: quartiles. Null where none was fixed. */
  days: { n: number; low: number; median: number; high: number } | null;
  /** Share of decided flags that were fixed, 95 %; null where none is decided. */
  share: { value: number; low: number; high: number; n: number } | null;
};

export type Use = { deals: number; readings: number; rules: readonly RuleUse[] };

type Tally = { raised: number; standing: number; ended: number; days: number[] };

const DAY_MS = 86_400_000;

/**
 * What became of the flags of the rules in use, told from the kept readings of every deal: each is judged again as it stood, in
 * order, and a flag that a later reading no longer shows was fixed. A generator, so that whoever drives it may stop.
 */
export function* useOfRules(records: readonly DealRecord[], pack: RunnablePack): Generator<Progress, Use> {
  const tallies = new Map<string, Tally>();
  let readings = 0;
  let done = 0;
  for (const record of records) {
    readings += follow(record, pack, tallies);
    done += 1;
    yield { phase: 'use', done, total: records.length };
  }
  const rules = rulesOf(pack).flatMap(({ id, title }): RuleUse[] => {
    const tally = tallies.get(id);
    return tally === undefined ? [] : [useOf(id, title, tally)];
  });
  return { deals: records.length, readings, rules: rules.toSorted((a, b) => b.raised - a.raised) };
}

/** Follows one deal through its readings; returns how many there were. */
function follow(record: DealRecord, pack: RunnablePack, tallies: Map<string, Tally>): number {
  const open = new Map<string, number>();
  const tallyOf = (id: string): Tally => {
    const tally = tallies.get(id) ?? { raised: 0, standing: 0, ended: 0, days: [] };
    tallies.set(id, tally);
    return tally;
  };
  let closed = false;
  for (const { readAt } of record.snapshots) {
    const then = situationThen(record, readAt);
    if (then === null) continue;
    const standing = standsUnder(pack, then, then.clock);
    closed = standing === null;
    if (standing === null) continue;
    const now = new Set(standing.flags);
    for (const [id, since] of open) {
      if (now.has(id)) continue;
      tallyOf(id).days.push((readAt - since) / DAY_MS);
      open.delete(id);
    }
    for (const id of now) {
      if (open.has(id)) continue;
      open.set(id, readAt);
      tallyOf(id).raised += 1;
    }
  }
  for (const id of open.keys()) tallyOf(id)[closed ? 'ended' : 'standing'] += 1;
  return record.snapshots.length;
}

function useOf(id: string, title: string, { raised, standing, ended, days }: Tally): RuleUse {
  const sorted = days.toSorted((a, b) => a - b);
  const n = sorted.length;
  const decided = n + ended;
  const interval = shareInterval(n, decided);
  return {
    id,
    title,
    raised,
    fixed: n,
    standing,
    ended,
    days:
      n === 0
        ? null
        : { n, low: quantile(sorted, 0.25) ?? 0, median: quantile(sorted, 0.5) ?? 0, high: quantile(sorted, 0.75) ?? 0 },
    share: interval && { value: n / decided, ...interval, n: decided },
  };
}
