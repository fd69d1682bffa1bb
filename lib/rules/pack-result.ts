import type { Assessment, BrokenRule, CriterionResult, Fill, Gap, SignalResult } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import type { Change, Deal, FieldValue } from '@/lib/domain/deal';
import type { Facts } from '@/lib/domain/facts';
import type { StepAction, StepChange } from './types';

/** Figures of the team, by name (`winRate`) or name and stage (`medianDaysToClose:discovery`); days as numbers. */
export type TeamFigures = Readonly<Record<string, number>>;

export type EvaluationInput = {
  deal: Deal;
  facts: Facts;
  changes: readonly Change[];
  clock: Clock;
  team?: TeamFigures;
  /** Since when changes were looked for, ms; left out: always. Before that, "it did not change" is not known. */
  watchedSince?: number | null;
};

/** A step whose condition holds. */
export type OpenStep = {
  id: string;
  title: string;
  why: string;
  minutes: number;
  changes: readonly StepChange<FieldValue>[];
  action: StepAction | null;
};

/** A proposed value for a field that is missing or doubtful. */
export type FillResult = Fill;

/** A stage that was reached or passed: its criteria as they stand now, and the move that went past, if it was seen. */
export type PassedStage = {
  stage: { id: string; title: string };
  criteria: CriterionResult[];
  since: number | null;
  via: Change | null;
};

/** What a pack says about one deal. */
export type PackResult = {
  /** False only when the pack's `applies` certainly does not hold; then the rest is empty. */
  applies: boolean;
  stage: Assessment['stage'];
  criteria: CriterionResult[];
  gaps: Gap[];
  signals: SignalResult[];
  steps: OpenStep[];
  fills: FillResult[];
  broken: BrokenRule[];
  /** Criteria of the stages before, and of entering this one, by the stage they belong to; not those that only inform. */
  passed: PassedStage[];
  variants: NonNullable<Assessment['variants']>;
};
