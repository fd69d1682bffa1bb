import type { Release } from '../signed/release';

/** What was counted of one version on this computer. */
export type Counters = {
  assessments: number;
  /** assessments in which a rule broke */
  broken: number;
  /** assessments in which a blocking criterion was not met */
  blocked: number;
  disputes: number;
  /** how long the latest assessments took, ms; absent where it was not measured */
  tookMs: readonly number[];
};

export type Limits = Required<NonNullable<Release['guardrails']>>;

/** Wide enough that an ordinary change of rules passes: what they catch is a mistake. */
export const LIMITS: Limits = { least: 20, errorRate: 0.2, blockRate: 0.4, disputeRate: 0.3, evaluationMs: 250 };

/** Why a version has to be taken back, in a sentence; null while it stays within its limits. `before` is the version it replaced. */
export function reasonToRollBack(now: Counters, before: Counters | null, given: Release['guardrails']): string | null {
  const limits = { ...LIMITS, ...given };
  if (now.assessments < limits.least) return null;
  const rate = (count: number, of: Counters): number => count / Math.max(1, of.assessments);
  const errors = rate(now.broken, now);
  if (errors > limits.errorRate)
    return `rules broke in ${percent(errors)} of assessments (limit ${percent(limits.errorRate)})`;
  // Without enough of the version before there is nothing to compare with: a strict pack may well block many.
  if (before && before.assessments >= limits.least) {
    const more = rate(now.blocked, now) - rate(before.blocked, before);
    if (more > limits.blockRate)
      return `${percent(more)} more of the deals are blocked than before (limit ${percent(limits.blockRate)})`;
  }
  const disputes = rate(now.disputes, now);
  if (disputes > limits.disputeRate)
    return `${percent(disputes)} of what it said was disputed (limit ${percent(limits.disputeRate)})`;
  const slow = percentile95(now.tookMs);
  if (now.tookMs.length >= limits.least && slow > limits.evaluationMs)
    return `assessing a deal takes ${Math.round(slow)} ms (limit ${limits.evaluationMs} ms)`;
  return null;
}

function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
