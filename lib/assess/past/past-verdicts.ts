import { deriveFacts } from '@/lib/domain/derive-facts';
import type { Progress } from '@/lib/risk/rows';
import type { ClosedDeal, PastVerdicts } from '@/lib/risk/rule-backtest';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { RunnablePack } from '@/lib/rules/types';
import { AGES, lookOf } from './ages';
import { coveredSince, DAY_MS, endOf, startOf, type DealEnd, type DealRecord } from './record';
import { situationThen, type Then } from './situation-then';
import { firedOf } from './verdicts-then';

/** What one pack's rules said of the closed deals, each as it stood at the ages that `pastRows` looks at. */
export type VerdictsThen = { verdicts: PastVerdicts[]; closed: ClosedDeal[] };

/**
 * The same as `pastRows` gives as `verdicts` and `closed`, of several packs at once and without what only a fit needs: a deal is
 * brought back to how it stood once for all of them. A generator: whoever drives it may stop between two deals.
 */
export function* pastVerdicts({
  records,
  packs,
  now,
}: {
  records: readonly DealRecord[];
  packs: readonly RunnablePack[];
  now: number;
}): Generator<Progress, VerdictsThen[]> {
  const lean = packs.map(rulesOnly);
  const told = packs.map((): VerdictsThen => ({ verdicts: [], closed: [] }));
  for (const [i, record] of records.entries()) {
    const ends = packs.map((pack) => endOf(record, pack));
    for (const { at, known, facts } of looksAt(record, ends, now))
      for (const [p, end] of ends.entries()) {
        const pack = lean[p];
        if (pack === undefined || end === null || dayOf(at) >= dayOf(end.closedAt)) continue;
        const { deal, clock, history } = known;
        const { changes, watchedSince } = history;
        const result = evaluatePack(pack, { deal, facts, changes, clock, watchedSince });
        const fires = firedOf(result, deal, pack);
        told[p]?.verdicts.push({ dealId: record.dealId, day: dayOf(at), stage: result.stage.title, fires });
      }
    if (startOf(record) !== null)
      for (const [p, end] of ends.entries())
        if (end !== null) told[p]?.closed.push({ dealId: record.dealId, won: end.won, closedDay: dayOf(end.closedAt) });
    yield { phase: 'history', done: i + 1, total: records.length };
  }
  return told;
}

type LookAt = { at: number; known: Then; facts: ReturnType<typeof deriveFacts> };

/** The moments at which a deal is looked at, as long as any of the packs calls it open, and how it stood then. */
function* looksAt(record: DealRecord, ends: readonly (DealEnd | null)[], now: number): Generator<LookAt> {
  const start = startOf(record);
  const closings = ends.flatMap((end) => (end === null ? [] : [dayOf(end.closedAt)]));
  if (start === null || closings.length === 0) return;
  const covered = coveredSince(record);
  const lastDay = Math.max(...closings);
  for (const age of AGES) {
    const at = lookOf(start.at, age);
    if (at > now || dayOf(at) >= lastDay) return;
    if (age > 0 && at < covered) continue;
    const known = situationThen(record, at);
    if (known !== null) yield { at, known, facts: deriveFacts(known.deal, known.history, known.clock) };
  }
}

/** The pack without what says nothing of a rule. */
export function rulesOnly(pack: RunnablePack): RunnablePack {
  return { ...pack, steps: [], fills: [] };
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
