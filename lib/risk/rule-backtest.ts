import { liftOf, type Lift, type Side } from '@/lib/domain/lift';

/** A deal's verdicts as they stood at one moment. A rule that is absent was not judged then. */
export type PastVerdicts = {
  dealId: string;
  /** Days since 1970-01-01. */
  day: number;
  stage: string | null;
  /** By rule id: whether it fired (of a criterion: was not met; of a gap: was open). */
  fires: Readonly<Record<string, boolean>>;
};

export type ClosedDeal = { dealId: string; won: boolean; closedDay: number };

export type RuleName = { id: string; title: string };

/** What a rule was worth, on some of the deals. */
type Worth = {
  fires: Side;
  quiet: Side;
  /** Null when it always fired, or never. */
  lift: Lift | null;
  /** `none`: the interval covers 1, so these deals tell nothing of the rule, either way. */
  evidence: 'risk' | 'chance' | 'none';
};

export type RuleRecord = RuleName &
  Worth & {
    /** Closed deals on which it could be judged at least once, and on which it fired at least once. */
    judgedDeals: number;
    firedDeals: number;
    firedSnapshots: number;
    /** Days from the first time it fired to the loss, of lost deals: quartiles. Null where it fired on none. */
    leadDays: { n: number; low: number; median: number; high: number } | null;
    stages: readonly (Worth & { stage: string })[];
  };

export type RuleBacktest = {
  deals: number;
  won: number;
  rules: readonly RuleRecord[];
  /** Verdicts that were not used: of deals that are open or unknown, or from the day of closing or after. */
  ignored: number;
  /** Rules of which chance alone would show evidence: one in twenty of those with a lift. */
  byChance: number;
};

type Judged = { row: PastVerdicts; deal: ClosedDeal };

/**
 * Holds every rule against how the deals ended, with the verdicts as they stood before. A deal counts once for each rule,
 * however many snapshots it has: it is shared out over those in which the rule was judged.
 */
export function backtestRules(
  rules: readonly RuleName[],
  rows: readonly PastVerdicts[],
  closed: readonly ClosedDeal[],
): RuleBacktest {
  const deals = new Map(closed.map((deal) => [deal.dealId, deal]));
  const used = rows.flatMap((row): Judged[] => {
    const deal = deals.get(row.dealId);
    return deal === undefined || row.day >= deal.closedDay ? [] : [{ row, deal }];
  });
  const records = rules.map((rule) => recordOf(rule, used));
  return {
    deals: deals.size,
    won: [...deals.values()].filter((deal) => deal.won).length,
    rules: records,
    ignored: rows.length - used.length,
    byChance: records.filter((record) => record.lift !== null).length / 20,
  };
}

function recordOf(rule: RuleName, used: readonly Judged[]): RuleRecord {
  const judged = used.filter(({ row }) => verdictOf(row, rule.id) !== undefined);
  const fired = judged.filter(({ row }) => verdictOf(row, rule.id) === true);
  const stages = [...new Set(judged.flatMap(({ row }) => (row.stage === null ? [] : [row.stage])))].toSorted();
  return {
    ...rule,
    ...worth(rule.id, judged),
    judgedDeals: countDeals(judged),
    firedDeals: countDeals(fired),
    firedSnapshots: fired.length,
    leadDays: leadDays(fired),
    stages: stages.map((stage) => ({
      stage,
      ...worth(
        rule.id,
        judged.filter(({ row }) => row.stage === stage),
      ),
    })),
  };
}

function worth(id: string, judged: readonly Judged[]): Worth {
  const shares = new Map<string, { won: boolean; fired: number; rows: number }>();
  for (const { row, deal } of judged) {
    const share = shares.get(row.dealId) ?? { won: deal.won, fired: 0, rows: 0 };
    share.rows += 1;
    if (verdictOf(row, id) === true) share.fired += 1;
    shares.set(row.dealId, share);
  }
  const [fires, quiet]: [Side, Side] = [
    { deals: 0, won: 0 },
    { deals: 0, won: 0 },
  ];
  for (const { won, fired, rows } of shares.values()) {
    add(fires, fired / rows, won);
    add(quiet, 1 - fired / rows, won);
  }
  const lift = liftOf(fires, quiet);
  return { fires, quiet, lift, evidence: evidenceOf(lift) };
}

function add(side: Side, share: number, won: boolean): void {
  side.deals += share;
  if (won) side.won += share;
}

function evidenceOf(lift: Lift | null): Worth['evidence'] {
  if (lift === null || (lift.low <= 1 && lift.high >= 1)) return 'none';
  return lift.high < 1 ? 'risk' : 'chance';
}

function leadDays(fired: readonly Judged[]): RuleRecord['leadDays'] {
  const first = new Map<string, number>();
  for (const { row, deal } of fired) {
    if (deal.won) continue;
    first.set(row.dealId, Math.max(first.get(row.dealId) ?? 0, deal.closedDay - row.day));
  }
  const days = [...first.values()].toSorted((a, b) => a - b);
  if (days.length === 0) return null;
  return { n: days.length, low: quantile(days, 0.25), median: quantile(days, 0.5), high: quantile(days, 0.75) };
}

/** Of sorted numbers, between neighbours in proportion. */
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const [below = 0, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

function countDeals(judged: readonly Judged[]): number {
  return new Set(judged.map(({ row }) => row.dealId)).size;
}

function verdictOf(row: PastVerdicts, id: string): boolean | undefined {
  return Object.hasOwn(row.fires, id) ? row.fires[id] : undefined;
}
