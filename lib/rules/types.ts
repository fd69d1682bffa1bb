import type { BrokenRule, CriterionResult, Enforcement, Gap, SignalResult, Assessment } from '@/lib/domain/assessment';
import type { Clock } from '@/lib/domain/clock';
import type { Change, Deal, FieldValue } from '@/lib/domain/deal';
import type { Facts } from '@/lib/domain/facts';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import type { Code } from './cel/code';
import type { Fn } from './cel/scope';

/** Version of the compiled form below; another one in a cache is compiled anew. */
export const COMPILED_FORM = 1;

type JunkMode = 'strict' | 'normal' | 'off';

export type CompiledField = {
  key: FieldKey;
  label: string;
  type: FieldType;
  labels: readonly string[];
  crm: Readonly<Record<string, string>>;
  /** Index of the stage from which it must be filled. */
  requiredFrom: number | null;
  freshDays: number | null;
  junk: JunkMode;
  valid: Code | null;
  why: string;
};

export type CompiledCriterion = {
  id: string;
  title: string;
  why: string;
  when: Code | null;
  require: Code;
  fix: FieldKey | null;
  enforce: Enforcement;
};

type CompiledStage = {
  id: string;
  title: string;
  /** Labels in plain form: see `plainLabel`. */
  match: readonly string[];
  closed: 'won' | 'lost' | null;
  entry: readonly CompiledCriterion[];
  exit: readonly CompiledCriterion[];
};

type CompiledSignal = { id: string; title: string; why: string; when: Code; weight: number };

/** What a step would make true. `value` of a field is an expression; null says "filled in, whatever with". */
export type StepChange<V> =
  | { contact: { role?: string | undefined; name?: string | undefined; engaged?: boolean | undefined } }
  | {
      activity: {
        type?: string | undefined;
        direction?: string | undefined;
        done?: boolean | undefined;
        inDays?: number | undefined;
      };
    }
  | { field: FieldKey; value: V | null }
  | { fact: string; value: number }
  | { signal: string };

type StepAction = { task: { subject: string; dueDays: number | null } };

export type CompiledStep = {
  id: string;
  title: string;
  why: string;
  when: Code;
  minutes: number;
  changes: readonly StepChange<Code>[];
  action: StepAction | null;
};

type CompiledFill = { field: FieldKey; value: Code; because: string };

/** A pack after checking: plain JSON, cached and loaded without parser, type checker or schema. */
export type CompiledPack = {
  compiled: number;
  format: number;
  id: string;
  version: number;
  title: string;
  /** Identity of what it was compiled from, `extends` included. */
  hash: string;
  applies: Code | null;
  fields: readonly CompiledField[];
  stages: readonly CompiledStage[];
  signals: readonly CompiledSignal[];
  steps: readonly CompiledStep[];
  fills: readonly CompiledFill[];
};

/** A rule's expression ready to run, or why it cannot. */
export type Runnable = { fn: Fn } | { broken: string };

export type RunnableCriterion = Omit<CompiledCriterion, 'when' | 'require'> & {
  when: Runnable | null;
  require: Runnable;
};
type RunnableStage = Omit<CompiledStage, 'entry' | 'exit'> & {
  entry: readonly RunnableCriterion[];
  exit: readonly RunnableCriterion[];
};
export type RunnableField = Omit<CompiledField, 'valid'> & { valid: Runnable | null };
export type RunnableStep = Omit<CompiledStep, 'when' | 'changes'> & {
  when: Runnable;
  changes: readonly StepChange<Runnable>[];
};

/** A pack ready to evaluate deals. */
export type RunnablePack = {
  id: string;
  version: number;
  title: string;
  hash: string;
  applies: Runnable | null;
  fields: readonly RunnableField[];
  stages: readonly RunnableStage[];
  signals: readonly (Omit<CompiledSignal, 'when'> & { when: Runnable })[];
  steps: readonly RunnableStep[];
  fills: readonly (Omit<CompiledFill, 'value'> & { value: Runnable })[];
  /** The inputs its expressions read (`deal.amount`, `list.contacts`, `facts.pushes` …), by slot. */
  inputs: readonly string[];
};

/** Figures of the team, by name (`winRate`) or name and stage (`medianDaysToClose:discovery`); days as numbers. */
export type TeamFigures = Readonly<Record<string, number>>;

export type EvaluationInput = {
  deal: Deal;
  facts: Facts;
  changes: readonly Change[];
  clock: Clock;
  team?: TeamFigures;
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
export type FillResult = { field: FieldKey; value: FieldValue; because: string };

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
};
