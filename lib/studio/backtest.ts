import { blastRadius, type Radius, type RadiusDeal } from '@/lib/assess/blast/radius';
import { pastVerdicts, type VerdictsThen } from '@/lib/assess/past/past-verdicts';
import type { DealRecord } from '@/lib/assess/past/record';
import { rulesOf } from '@/lib/assess/past/verdicts-then';
import type { Clock } from '@/lib/domain/clock';
import type { Edit } from '@/lib/domain/edits';
import { backtestRules, type RuleBacktest, type RuleRecord } from '@/lib/risk/rule-backtest';
import type { Progress } from '@/lib/risk/rows';
import type { RunnablePack } from '@/lib/rules/types';

/** A deal as the background keeps it: as it stands, and its past. `open`: the CRM does not say that it is closed. */
export type RecordedDeal = RadiusDeal & {
  record: DealRecord;
  open: boolean;
  /** What was written to it from here, and when; of writes that the CRM took. */
  writes: readonly { at: number; edits: readonly Pick<Edit, 'field' | 'to'>[] }[];
};

/** A rule of the draft on the team's closed deals, beside what it was in the pack in use. */
export type RuleTested = RuleRecord & { live: { fired: number; judged: number } | null };

export type Backtested = {
  radius: Radius;
  deals: number;
  closed: number;
  won: number;
  rules: readonly RuleTested[];
  /** Rules of which chance alone would show evidence. */
  byChance: number;
  /** Identity of the packs and the moment that were compared. */
  of: { live: string; draft: string; at: number; today: string };
};

/**
 * What a draft would change on the open deals, and how its rules would have done on the closed ones, each against the pack in
 * use. A generator: whoever drives it reports the progress, and cancels by not asking for more.
 */
export function* backtestDraft(
  deals: readonly RecordedDeal[],
  { live, draft, clock }: { live: RunnablePack; draft: RunnablePack; clock: Clock },
): Generator<Progress, Backtested> {
  const radius = yield* blastRadius(
    deals.filter(({ open }) => open),
    { live, draft, clock },
  );
  const records = deals.map(({ record }) => record);
  const [then, thenLive] = yield* pastVerdicts({
    records,
    packs: live.hash === draft.hash ? [draft] : [draft, live],
    now: clock.now,
  });
  const tested = rulesOn(draft, then);
  const before = thenLive === undefined ? tested : rulesOn(live, thenLive);
  const known = new Map(before.rules.map((rule) => [rule.id, rule]));
  return {
    radius,
    deals: deals.length,
    closed: tested.deals,
    won: tested.won,
    rules: tested.rules.map((rule) => {
      const was = known.get(rule.id);
      return { ...rule, live: was ? { fired: was.firedDeals, judged: was.judgedDeals } : null };
    }),
    byChance: tested.byChance,
    of: { live: live.hash, draft: draft.hash, at: clock.now, today: clock.today },
  };
}

function rulesOn(pack: RunnablePack, past: VerdictsThen | undefined): RuleBacktest {
  return backtestRules(rulesOf(pack), past?.verdicts ?? [], past?.closed ?? []);
}
