import type { Clock } from '@/lib/domain/clock';
import { ruleTally, type RuleRecord } from '@/lib/risk/rule-backtest';
import type { RunnablePack } from '@/lib/rules/types';
import { pastVerdicts } from '../past/past-verdicts';
import type { RecordedDeal } from '../past/recorded-deal';
import { rulesOf } from '../past/verdicts-then';
import { radiusCount, type Radius } from './radius';

/** Something that is counted over all deals, one after the other: only the sums are kept, and what is shown of single deals. */
export type Count<Output> = { add: (deal: RecordedDeal) => void; result: () => Output };

/** A rule of the draft on the team's closed deals, beside what it was in the pack in use. */
export type RuleTested = RuleRecord & { live: { fired: number; judged: number } | null };

export type Backtested = {
  radius: Radius;
  deals: number;
  /** Closed deals on which the draft's rules could be tried, and those of which nothing is known from before they closed. */
  closed: number;
  unseen: number;
  won: number;
  rules: readonly RuleTested[];
  /** Rules of which chance alone would show evidence. */
  byChance: number;
  /** Identity of the packs and the moment that were compared. */
  of: { live: string; draft: string; at: number; today: string };
};

/** What a draft would change on the open deals, and how its rules would have done on the closed ones, each against the pack in use. */
export function backtestCount(compared: { live: RunnablePack; draft: RunnablePack; clock: Clock }): Count<Backtested> {
  const { live, draft, clock } = compared;
  const radius = radiusCount(compared);
  const packs = live.hash === draft.hash ? [draft] : [draft, live];
  const pastOf = pastVerdicts(packs, clock.now);
  const tallies = packs.map((pack) => ruleTally(rulesOf(pack)));
  let [deals, unseen] = [0, 0];
  return {
    add: (deal) => {
      deals += 1;
      if (deal.open) radius.add(deal);
      const past = pastOf(deal.record);
      const tried = past.map((then) => (then !== null && then.verdicts.length > 0 ? then : null));
      if (tried[0] === null && (past[0] !== null || !deal.open)) unseen += 1;
      for (const [p, then] of tried.entries()) if (then) tallies[p]?.add(then.closed, then.verdicts);
    },
    result: () => {
      const [tested = ruleTally([]).result(), before = tested] = tallies.map((tally) => tally.result());
      const known = new Map(before.rules.map((rule) => [rule.id, rule]));
      return {
        radius: radius.result(),
        deals,
        closed: tested.deals,
        unseen,
        won: tested.won,
        rules: tested.rules.map((rule) => {
          const was = known.get(rule.id);
          return { ...rule, live: was ? { fired: was.firedDeals, judged: was.judgedDeals } : null };
        }),
        byChance: tested.byChance,
        of: { live: live.hash, draft: draft.hash, at: clock.now, today: clock.today },
      };
    },
  };
}
