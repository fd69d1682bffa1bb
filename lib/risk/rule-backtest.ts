import { quantile } from '@/lib/domain/quantiles';
import { liftOf, type Lift, type Side } from '@/lib/domain/lift';

/** How a rule stood on a deal at one moment: a criterion fires where it is not met, a gap where it is open. */
export const NOT_JUDGED = 0;
export const QUIET = 1;
export const FIRED = 2;

/** A deal's verdicts as they stood at one moment. */
export type PastVerdicts = {
  dealId: string;
  /** Days since 1970-01-01. */
  day: number;
  stage: string | null;
  /** One of the three above for each rule, in the order of the rules. */
  fires: Uint8Array;
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

/**
 * Holds every rule against how the deals ended, with the verdicts as they stood before. A deal counts once for each rule,
 * however many snapshots it has: it is shared out over those in which the rule was judged.
 */
export function backtestRules(
  rules: readonly RuleName[],
  rows: readonly PastVerdicts[],
  closed: readonly ClosedDeal[],
): RuleBacktest {
  const ofDeal = new Map(closed.map((deal) => [deal.dealId, { deal, rows: [] as PastVerdicts[] }]));
  for (const row of rows) ofDeal.get(row.dealId)?.rows.push(row);
  const tally = ruleTally(rules);
  let known = 0;
  for (const each of ofDeal.values()) {
    known += each.rows.length;
    tally.add(each.deal, each.rows);
  }
  const counted = tally.result();
  return { ...counted, ignored: counted.ignored + rows.length - known };
}

/** The same, deal by deal: of each only the sums are kept. A deal is added once, with all its verdicts. */
export type RuleTally = {
  add: (deal: ClosedDeal, rows: readonly PastVerdicts[]) => void;
  result: () => RuleBacktest;
};

type Sides = { fires: Side; quiet: Side };
type Counts = { judgedDeals: number; firedDeals: number; firedSnapshots: number; leads: number[] };

export function ruleTally(rules: readonly RuleName[]): RuleTally {
  const sum = { deals: 0, won: 0, ignored: 0 };
  const whole = rules.map(noDeals);
  const counts = rules.map((): Counts => ({ judgedDeals: 0, firedDeals: 0, firedSnapshots: 0, leads: [] }));
  const stages = new Map<string, Sides[]>();
  return {
    add: (deal, all) => {
      const rows = all.filter((row) => row.day < deal.closedDay);
      sum.deals += 1;
      if (deal.won) sum.won += 1;
      sum.ignored += all.length - rows.length;
      share(whole, rows, deal.won);
      for (const [stage, part] of byStage(rows)) {
        const sides = stages.get(stage) ?? rules.map(noDeals);
        stages.set(stage, sides);
        share(sides, part, deal.won);
      }
      for (const [at, count] of counts.entries()) countIn(count, at, deal, rows);
    },
    result: () => {
      const named = [...stages].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const records = rules.map((rule, at): RuleRecord => {
        const { leads, ...count } = counts[at] ?? { judgedDeals: 0, firedDeals: 0, firedSnapshots: 0, leads: [] };
        return {
          ...rule,
          ...worth(whole[at] ?? noDeals()),
          ...count,
          leadDays: quartiles(leads),
          stages: named.flatMap(([stage, sides]) => {
            const side = sides[at];
            return side && side.fires.deals + side.quiet.deals > 0 ? [{ stage, ...worth(side) }] : [];
          }),
        };
      });
      return { ...sum, rules: records, byChance: records.filter((record) => record.lift !== null).length / 20 };
    },
  };
}

function noDeals(): Sides {
  return { fires: { deals: 0, won: 0 }, quiet: { deals: 0, won: 0 } };
}

/** Shares one deal out over the sides of every rule, by these of its verdicts. */
function share(all: readonly Sides[], rows: readonly PastVerdicts[], won: boolean): void {
  for (const [at, { fires, quiet }] of all.entries()) {
    let [judged, fired] = [0, 0];
    for (const row of rows) {
      const verdict = row.fires[at];
      if (verdict === FIRED) fired += 1;
      if (verdict === FIRED || verdict === QUIET) judged += 1;
    }
    if (judged === 0) continue;
    add(fires, fired / judged, won);
    add(quiet, 1 - fired / judged, won);
  }
}

function add(side: Side, part: number, won: boolean): void {
  side.deals += part;
  if (won) side.won += part;
}

function countIn(count: Counts, at: number, deal: ClosedDeal, rows: readonly PastVerdicts[]): void {
  let [judged, fired, lead] = [0, 0, 0];
  for (const row of rows) {
    const verdict = row.fires[at];
    if (verdict !== NOT_JUDGED) judged += 1;
    if (verdict !== FIRED) continue;
    fired += 1;
    lead = Math.max(lead, deal.closedDay - row.day);
  }
  if (judged > 0) count.judgedDeals += 1;
  if (fired === 0) return;
  count.firedDeals += 1;
  count.firedSnapshots += fired;
  if (!deal.won) count.leads.push(lead);
}

function byStage(rows: readonly PastVerdicts[]): Map<string, PastVerdicts[]> {
  const stages = new Map<string, PastVerdicts[]>();
  for (const row of rows) {
    if (row.stage === null) continue;
    const part = stages.get(row.stage);
    if (part === undefined) stages.set(row.stage, [row]);
    else part.push(row);
  }
  return stages;
}

function worth({ fires, quiet }: Sides): Worth {
  const lift = liftOf(fires, quiet);
  return { fires: { ...fires }, quiet: { ...quiet }, lift, evidence: evidenceOf(lift) };
}

function evidenceOf(lift: Lift | null): Worth['evidence'] {
  if (lift === null || (lift.low <= 1 && lift.high >= 1)) return 'none';
  return lift.high < 1 ? 'risk' : 'chance';
}

function quartiles(days: readonly number[]): RuleRecord['leadDays'] {
  const sorted = days.toSorted((a, b) => a - b);
  const [low, median, high] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)];
  return low === null || median === null || high === null ? null : { n: sorted.length, low, median, high };
}
