import type { DealRecord } from '@/lib/assess/past/record';
import { situationThen } from '@/lib/assess/past/situation-then';
import { standsUnder } from '@/lib/assess/blast/standing';
import { rulesOf } from '@/lib/assess/past/verdicts-then';
import { deriveFacts } from '@/lib/domain/derive-facts';
import type { FieldKey } from '@/lib/domain/fields';
import { quantile } from '@/lib/domain/quantiles';
import { shareInterval } from '@/lib/domain/lift';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { RunnablePack } from '@/lib/rules/types';
import { rulesOnly } from '@/lib/assess/past/past-verdicts';
import type { Count } from '@/lib/assess/blast/backtest';
import type { RecordedDeal } from '@/lib/assess/past/recorded-deal';

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
  share: Share;
};

/** Values that were written from here into a field for which the rules proposed one: how many were what was proposed. */
export type FillUse = { field: string; label: string; written: number; accepted: number; share: Share };

type Share = { value: number; low: number; high: number; n: number } | null;

export type Use = { deals: number; readings: number; rules: readonly RuleUse[]; fills: readonly FillUse[] };

type Tally = { raised: number; standing: number; ended: number; days: number[] };

const DAY_MS = 86_400_000;

/**
 * What became of the flags of the rules in use, told from the kept readings of every deal: each is judged again as it stood, in
 * order, and a flag that a later reading no longer shows was fixed.
 */
export function adoptionCount(pack: RunnablePack): Count<Use> {
  const lean = rulesOnly(pack);
  const tallies = new Map<string, Tally>();
  const fills = new Map<FieldKey, Filled>();
  let [deals, readings] = [0, 0];
  return {
    add: (deal) => {
      deals += 1;
      readings += follow(deal.record, lean, tallies);
      countFills(deal, pack, fills);
    },
    result: () => ({ deals, readings, rules: ruleUses(pack, tallies), fills: fillUses(pack, fills) }),
  };
}

function ruleUses(pack: RunnablePack, tallies: ReadonlyMap<string, Tally>): RuleUse[] {
  const rules = rulesOf(pack).flatMap(({ id, title }): RuleUse[] => {
    const tally = tallies.get(id);
    return tally === undefined ? [] : [ruleUse(id, title, tally)];
  });
  return rules.toSorted((a, b) => b.raised - a.raised);
}

type Filled = { written: number; accepted: number };

function fillUses(pack: RunnablePack, fills: ReadonlyMap<FieldKey, Filled>): FillUse[] {
  const labels = new Map(pack.fields.map(({ key, label }) => [key, label]));
  return [...fills].map(([field, { written, accepted }]) => ({
    field,
    label: labels.get(field) ?? field,
    written,
    accepted,
    share: shareOf(accepted, written),
  }));
}

/** Holds what was written against what the rules proposed at that moment. */
function countFills({ record, writes }: RecordedDeal, pack: RunnablePack, fills: Map<FieldKey, Filled>): void {
  for (const { at, edits } of writes) {
    const then = situationThen(record, at);
    if (then === null) continue;
    const { deal, history, clock } = then;
    const { changes, watchedSince } = history;
    const facts = deriveFacts(deal, history, clock);
    const proposed = evaluatePack(pack, { deal, facts, changes, clock, watchedSince }).fills;
    for (const { field, to } of edits) {
      const fill = proposed.find((each) => each.field === field);
      if (fill === undefined) continue;
      const count = fills.get(field) ?? { written: 0, accepted: 0 };
      const same = to !== null && JSON.stringify(to) === JSON.stringify(fill.value);
      fills.set(field, { written: count.written + 1, accepted: count.accepted + (same ? 1 : 0) });
    }
  }
}

function shareOf(count: number, n: number): Share {
  const interval = shareInterval(count, n);
  return interval && { value: count / n, ...interval, n };
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
    const [standing = null] = standsUnder([pack], then, then.clock);
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

function ruleUse(id: string, title: string, { raised, standing, ended, days }: Tally): RuleUse {
  const sorted = days.toSorted((a, b) => a - b);
  const n = sorted.length;
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
        : {
            n,
            low: quantile(sorted, 0.25) ?? 0,
            median: quantile(sorted, 0.5) ?? 0,
            high: quantile(sorted, 0.75) ?? 0,
          },
    share: shareOf(n, n + ended),
  };
}
