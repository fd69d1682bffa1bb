import { deriveFacts } from '@/lib/domain/derive-facts';
import type { ClosedDeal, PastVerdicts } from '@/lib/risk/rule-backtest';
import { evaluatePack } from '@/lib/rules/evaluate';
import type { RunnablePack } from '@/lib/rules/types';
import { AGES, lookOf } from './ages';
import { coveredSince, DAY_MS, endOf, startOf, type DealEnd, type DealRecord } from './record';
import { situationThen, type Then } from './situation-then';
import { firesUnder } from './verdicts-then';

/** What one pack's rules said of a closed deal, as it stood at the ages that `pastRows` looks at. */
export type VerdictsThen = { verdicts: PastVerdicts[]; closed: ClosedDeal };

/**
 * The same as `pastRows` gives as `verdicts` and `closed`, deal by deal, of several packs at once and without what only a fit
 * needs: a deal is brought back to how it stood once for all of them. Null for a pack that does not call the deal closed.
 */
export function pastVerdicts(
  packs: readonly RunnablePack[],
  now: number,
): (record: DealRecord) => (VerdictsThen | null)[] {
  const lean = packs.map((pack) => ({ pack: rulesOnly(pack), fires: firesUnder(pack) }));
  return (record) => {
    const { dealId } = record;
    // Of a deal without a reading nothing can be said.
    const ends = packs.map((pack) => (startOf(record) === null ? null : endOf(record, pack)));
    const told = ends.map(
      (end): VerdictsThen | null =>
        end && { verdicts: [], closed: { dealId, won: end.won, closedDay: dayOf(end.closedAt) } },
    );
    for (const { at, known, facts } of looksAt(record, ends, now)) {
      const { deal, clock, history } = known;
      const { changes, watchedSince } = history;
      const day = dayOf(at);
      for (const [p, { pack, fires }] of lean.entries()) {
        const then = told[p];
        if (!then || day >= then.closed.closedDay) continue;
        const result = evaluatePack(pack, { deal, facts, changes, clock, watchedSince });
        then.verdicts.push({ dealId, day, stage: result.stage.title, fires: fires(result, deal) });
      }
    }
    return told;
  };
}

type LookAt = { at: number; known: Then; facts: ReturnType<typeof deriveFacts> };

/** The moments at which a deal is looked at, as long as any of the packs calls it open, and how it stood then. */
export function* looksAt(record: DealRecord, ends: readonly (DealEnd | null)[], now: number): Generator<LookAt> {
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
