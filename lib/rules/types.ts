import type { Enforcement } from '@/lib/domain/assessment';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import type { Code } from './cel/code';
import type { Fn } from './cel/scope';

/** Version of the compiled form below; another one in a cache is compiled anew. */
export const COMPILED_FORM = 1;

export type JunkMode = 'strict' | 'normal' | 'off';

type Within = { withinDays: number | null };

/** What speaks for a criterion or confirms a field. Roles, types and directions in plain form; none given: any. */
export type CompiledEvidence =
  | ({ kind: 'contact'; roles: readonly string[]; named: FieldKey | null } & Within)
  | ({ kind: 'activity'; types: readonly string[]; directions: readonly string[] } & Within)
  | ({ kind: 'change'; field: FieldKey } & Within)
  | ({ kind: 'date'; field: FieldKey } & Within)
  | ({ kind: 'link'; field: FieldKey } & Within);

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
  /** Under which the value agrees with the rest of the deal. */
  consistent?: Code | null;
  /** What confirms the value, besides the changes seen of it. */
  confirmedBy?: readonly CompiledEvidence[];
  /** It holds the name of a contact. */
  contact?: true;
};

export type CompiledCriterion = {
  id: string;
  title: string;
  why: string;
  when: Code | null;
  require: Code;
  fix: FieldKey | null;
  enforce: Enforcement;
  evidence?: readonly CompiledEvidence[];
  exception?: string;
};

/** What a variant changes about a field or a rule; what is absent stays. */
type FieldPatch<E> = Partial<{
  requiredFrom: number | null;
  freshDays: number | null;
  confirmedBy: readonly CompiledEvidence[];
  junk: JunkMode;
  valid: E | null;
  consistent: E | null;
}>;
type RulePatch<E> = Partial<{
  off: boolean;
  when: E;
  require: E;
  enforce: Enforcement;
  exception: string;
  weight: number;
}>;

/** What is otherwise for one segment or team: changes by the key of a field, by the id of a rule. */
export type Variant<E> = {
  id: string;
  title: string;
  when: E;
  fields: Readonly<Record<string, FieldPatch<E>>>;
  rules: Readonly<Record<string, RulePatch<E>>>;
};

/** Texts of a pack in one language, by name: `rule:budget.title`, `field:closeDate.label` … */
export type TextTable = Readonly<Record<string, string>>;

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

export type StepAction = { task: { subject: string; dueDays: number | null } };

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
  variants?: readonly Variant<Code>[];
  /** How many notifications a day; absent where the pack says nothing of it. */
  alerts?: { perDay: number };
  /** Ids of factors that the score leaves out. */
  withoutFactors?: readonly string[];
  /** Language of the texts above; `texts` has those in others. */
  language?: string;
  texts?: Readonly<Record<string, TextTable>>;
  /** Adapter documents that come with the rules, as JSON texts: a panel passes them by, the background puts them in. */
  adapters?: readonly string[];
};

/** A rule's expression ready to run, with the inputs it reads (`deal.amount`, `list.contacts`, `facts.pushes` …), or why it cannot run. */
export type Runnable = { fn: Fn; reads: readonly string[] } | { broken: string };

export type RunnableCriterion = Omit<CompiledCriterion, 'when' | 'require'> & {
  when: Runnable | null;
  require: Runnable;
  off?: boolean;
};
type RunnableStage = Omit<CompiledStage, 'entry' | 'exit'> & {
  entry: readonly RunnableCriterion[];
  exit: readonly RunnableCriterion[];
};
export type RunnableField = Omit<CompiledField, 'valid' | 'consistent'> & {
  valid: Runnable | null;
  consistent: Runnable | null;
  /** Labels of what `consistent` compares the value with. */
  against: readonly string[];
};
export type RunnableSignal = Omit<CompiledSignal, 'when'> & { when: Runnable; off?: boolean };
export type RunnableStep = Omit<CompiledStep, 'when' | 'changes'> & {
  when: Runnable;
  off?: boolean;
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
  signals: readonly RunnableSignal[];
  steps: readonly RunnableStep[];
  fills: readonly (Omit<CompiledFill, 'value'> & { value: Runnable })[];
  variants: readonly Variant<Runnable>[];
  alerts?: { perDay: number };
  /** Ids of factors that the score leaves out. */
  withoutFactors?: readonly string[];
  /** The inputs its expressions read (`deal.amount`, `list.contacts`, `facts.pushes` …), by slot. */
  inputs: readonly string[];
};
