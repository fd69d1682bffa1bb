import type { LedgerLine } from '@/lib/risk/dispute-ledger';
import { shareInterval, type Lift } from '@/lib/domain/lift';
import type { RuleRecord } from '@/lib/risk/rule-backtest';

/** What became of the alerts of one rule: those shown long enough to tell, and of them those that were acted on. */
export type AlertCount = { rule: string; title: string; shown: number; acted: number };

type Interval = { low: number; high: number };

/** A rule that has gone quiet, with the evidence for it. */
export type QuietRule = { rule: string; title: string } & (
  | { why: 'notActedOn'; shown: number; acted: number; share: Interval }
  | { why: 'noLift'; fired: number; judged: number; lift: Lift }
  | { why: 'disputed'; right: number; closed: number; share: Interval }
);

/** So many shown, before it is said that they are not acted on. */
const FEWEST_SHOWN = 8;
/** Not acted on: even the upper end of the interval is below one in three. */
const ACTED_SHARE = 1 / 3;
/** Deals on either side, before "no lift" says more than "too few". */
const FEWEST_SIDE = 30;
/** Disputes that are decided, before they count; then even the lower end must be above one half. */
const FEWEST_DISPUTES = 8;

export type QuietInput = {
  counts: readonly AlertCount[];
  rules: readonly RuleRecord[];
  disputes: readonly LedgerLine[];
  /** Rules that an admin woke. They tell whatever closed deals say, until alerts shown since (`counts`) are not acted on either. */
  awake: ReadonlySet<string>;
};

/** The rules that tell nothing unasked any more: never acted on, without lift on closed deals, or disputed with reason. */
export function quietRules({ counts, rules, disputes, awake }: QuietInput): QuietRule[] {
  const all = [
    ...counts.flatMap(notActedOn),
    ...[...rules.flatMap(withoutLift), ...disputes.flatMap(disputedWithReason)].filter(({ rule }) => !awake.has(rule)),
  ];
  const first = new Map(all.toReversed().map((each) => [each.rule, each])); // one reason is enough
  return [...first.values()].toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

function notActedOn({ rule, title, shown, acted }: AlertCount): QuietRule[] {
  const share = shareInterval(acted, shown);
  if (shown < FEWEST_SHOWN || share === null || share.high >= ACTED_SHARE) return [];
  return [{ rule, title, why: 'notActedOn', shown, acted, share }];
}

function withoutLift({ id, title, lift, evidence, firedDeals, fires, quiet, judgedDeals }: RuleRecord): QuietRule[] {
  if (lift === null || evidence !== 'none' || Math.min(fires.deals, quiet.deals) < FEWEST_SIDE) return [];
  return [{ rule: id, title, why: 'noLift', fired: firedDeals, judged: judgedDeals, lift }];
}

function disputedWithReason({ kind, id, title, repRight, ruleRight, share }: LedgerLine): QuietRule[] {
  if (repRight === null || ruleRight === null || share === null) return [];
  const closed = repRight + ruleRight;
  if (closed < FEWEST_DISPUTES || share.low <= 0.5) return [];
  return [{ rule: `${kind}:${id}`, title, why: 'disputed', right: repRight, closed, share }];
}
