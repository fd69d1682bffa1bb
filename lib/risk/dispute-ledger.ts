import { shareInterval } from '@/lib/domain/lift';

/** What was disputed. A signal, a criterion or a gap, by its id in the pack (of a gap: the field's key). */
export type DisputedKind = 'signal' | 'criterion' | 'gap';

/**
 * A rep's objection to what was shown of one deal.
 * `claim`: what the flag said of the outcome when it was disputed. A signal that fires with a weight above 0 says `risk`, one
 * below 0 says `chance`; a criterion or gap says what is missing, and nothing of the outcome.
 */
export type Dispute = {
  dealId: string;
  kind: DisputedKind;
  id: string;
  title: string;
  claim: 'risk' | 'chance' | 'none';
  reason: string;
  /** ms since the epoch */
  at: number;
  /** When the rep took it back; null while it stands. */
  withdrawnAt: number | null;
};

export type DealOutcome = { dealId: string; won: boolean; closedAt: number };

type Share = { value: number; low: number; high: number };

/** Who was right about one rule. Counts are deals: of several disputes of a rule on one deal the last one counts. */
export type LedgerLine = {
  kind: DisputedKind;
  id: string;
  title: string;
  /** Disputes that stood when their deal closed. */
  closed: number;
  won: number;
  /** Disputes of deals that are still open, or of which the end is not known. */
  open: number;
  /** Only where the flag said something of the outcome. */
  repRight: number | null;
  ruleRight: number | null;
  /** Share of closed disputes in which the rep was right; for a flag without a claim, of those that were won. 95 %. */
  share: Share | null;
};

/**
 * Who was right, by rule. A dispute counts when it was made before the deal closed and not taken back before that. The flag
 * said "risk": won, the rep was right; lost, the rule was. It said "chance": the other way round. A gap or criterion makes no
 * claim, so no one is right: shown is how those deals ended.
 */
export function disputeLedger(disputes: readonly Dispute[], outcomes: readonly DealOutcome[]): LedgerLine[] {
  const ends = new Map(outcomes.map((outcome) => [outcome.dealId, outcome]));
  const rules = new Map<string, Dispute[]>();
  for (const dispute of latestOf(disputes, ends)) {
    const rule = `${dispute.kind} ${dispute.id}`;
    rules.set(rule, [...(rules.get(rule) ?? []), dispute]);
  }
  return [...rules.values()]
    .map((each) => lineOf(each, ends))
    .toSorted((a, b) => b.closed - a.closed || (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
}

/** The last dispute of each deal and rule that stands: when its deal closed, or now. */
function latestOf(disputes: readonly Dispute[], ends: ReadonlyMap<string, DealOutcome>): Dispute[] {
  const standing = disputes
    .filter((dispute) => stands(dispute, ends.get(dispute.dealId)))
    .toSorted((a, b) => a.at - b.at);
  return [...new Map(standing.map((each) => [`${each.dealId} ${each.kind} ${each.id}`, each])).values()];
}

/** Whoever objects once the end is known, or takes an objection back then, has said nothing about the rule. */
function stands({ at, withdrawnAt }: Dispute, end: DealOutcome | undefined): boolean {
  if (end === undefined) return withdrawnAt === null;
  return at < end.closedAt && (withdrawnAt === null || withdrawnAt >= end.closedAt);
}

function lineOf(disputes: readonly Dispute[], ends: ReadonlyMap<string, DealOutcome>): LedgerLine {
  const judged = disputes.flatMap((dispute) => {
    const end = ends.get(dispute.dealId);
    return end === undefined ? [] : [{ claim: dispute.claim, won: end.won }];
  });
  const claims = judged.filter(({ claim }) => claim !== 'none');
  const repRight = claims.filter(({ claim, won }) => won === (claim === 'risk')).length;
  const won = judged.filter((each) => each.won).length;
  const makesClaims = disputes.some(({ claim }) => claim !== 'none');
  const last = disputes.at(-1);
  return {
    kind: last?.kind ?? 'signal',
    id: last?.id ?? '',
    title: last?.title ?? '',
    closed: judged.length,
    won,
    open: disputes.length - judged.length,
    repRight: makesClaims ? repRight : null,
    ruleRight: makesClaims ? claims.length - repRight : null,
    share: makesClaims ? shareOf(repRight, claims.length) : shareOf(won, judged.length),
  };
}

function shareOf(count: number, n: number): Share | null {
  const interval = shareInterval(count, n);
  return interval && { value: count / n, ...interval };
}
