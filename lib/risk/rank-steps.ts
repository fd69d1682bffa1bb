import type { StepResult } from '@/lib/domain/assessment';

/** Risk cut per minute; 0 for a step that cuts none. */
export function cutPerMinute({ effect, minutes }: StepResult): number {
  return effect < 0 ? -effect / Math.max(1, minutes) : 0;
}

/** Steps by risk cut per minute, then by cut, then the quickest; those that help nothing come last, those that would harm after them. */
export function rankSteps(steps: readonly StepResult[]): StepResult[] {
  return steps.toSorted(
    (a, b) =>
      cutPerMinute(b) - cutPerMinute(a) ||
      a.effect - b.effect ||
      a.minutes - b.minutes ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** Points by which the risk would move; 0 where there is no risk to move. */
export function effectOf(before: { risk: number } | null, after: { risk: number } | null): number {
  return before && after ? after.risk - before.risk : 0;
}
