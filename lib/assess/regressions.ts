import type { Assessment, Bypass, CriterionResult, Remembered } from '@/lib/domain/assessment';
import type { PassedStage } from '@/lib/rules/pack-result';

/** What an assessment knows of the one before: when each criterion was last seen met, and since when it is not. */
type Past = { lastMet: Readonly<Record<string, number>>; since: ReadonlyMap<string, number> };

const NO_PAST: Past = { lastMet: {}, since: new Map() };

/**
 * What the assessment before still says: of the same deal under the same pack, word for word. After a change of the pack a
 * criterion may mean something else, and "no longer met" would be said of the deal where the rule has moved.
 */
export function pastOf(previous: Remembered | undefined, dealId: string, packHash: string): Past {
  if (previous === undefined || previous.dealId !== dealId || previous.pack.hash !== packHash) return NO_PAST;
  const seen = previous.criteria.filter((c) => c.verdict.kind === 'met').map((c) => [c.id, previous.at] as const);
  const since = (previous.regressions ?? []).flatMap((c) =>
    c.regressed === undefined ? [] : [[c.id, c.regressed.since] as const],
  );
  return { lastMet: { ...Object.fromEntries(seen), ...previous.lastMet }, since: new Map(since) };
}

type Compared = Required<Pick<Assessment, 'criteria' | 'bypassed' | 'regressions' | 'lastMet'>>;

/** Marks what was met and no longer is; of the stages passed, what was never seen met was bypassed. */
export function compared(
  { criteria, passed }: { criteria: readonly CriterionResult[]; passed: readonly PassedStage[] },
  past: Past,
  now: number,
): Compared {
  const mark = (c: CriterionResult): CriterionResult => marked(c, past, now);
  const current = criteria.map(mark);
  const before = passed.map((stage) => ({ ...stage, criteria: stage.criteria.map(mark) }));
  const behind = before.flatMap((stage) => stage.criteria);
  return {
    criteria: current,
    bypassed: before.flatMap(bypassOf),
    regressions: [...current, ...behind].filter((c) => c.regressed !== undefined),
    lastMet: { ...past.lastMet, ...metNow([...current, ...behind], now) },
  };
}

/** A verdict that cannot be told, or does not apply, is no regression: only one that is certainly not met. */
function marked(criterion: CriterionResult, { lastMet, since }: Past, now: number): CriterionResult {
  const met = Object.hasOwn(lastMet, criterion.id) ? lastMet[criterion.id] : undefined;
  if (criterion.verdict.kind !== 'notMet' || met === undefined) return criterion;
  return { ...criterion, regressed: { since: since.get(criterion.id) ?? now, lastMet: met } };
}

function metNow(criteria: readonly CriterionResult[], now: number): Record<string, number> {
  return Object.fromEntries(criteria.filter((c) => c.verdict.kind === 'met').map((c) => [c.id, now]));
}

function bypassOf({ stage, criteria, since, via }: PassedStage): Bypass[] {
  const open = criteria.filter((c) => c.verdict.kind === 'notMet' && c.regressed === undefined);
  return open.length === 0 ? [] : [{ stage, criteria: open, since, via }];
}
