import type { FieldKey, ListName } from '@/lib/domain/fields';
import type { PackError, Resolve } from '../compile';
import type { CompiledPack } from '../types';
import type { LintContext } from './context';

export type Severity = 'error' | 'warning' | 'info';

/** Something that a check found: which, how bad, where in the document, about which rule, and what to do. */
export type Finding = {
  check: string;
  severity: Severity;
  /** Path in the linted document: `signals[3].when`; empty for the whole. */
  path: string;
  /** Id of the rule, field or stage; empty for the whole pack. */
  rule: string;
  message: string;
  hint: string;
};

/** One check: what a reader needs to know of it, and the pure function that finds. */
export type Check = {
  id: string;
  title: string;
  why: string;
  todo: string;
  /** A piece of a pack in which it finds something. */
  example: string;
  find: (context: LintContext) => readonly Omit<Finding, 'check'>[];
};

/** What the adapter of one CRM can read. */
export type CrmReach = {
  id: string;
  title: string;
  fields: readonly FieldKey[];
  lists: Readonly<Partial<Record<ListName, readonly string[]>>>;
  /** How it finds a pack's own fields: by any of their labels, by their name in this CRM, or both. */
  own: readonly ('label' | 'name')[];
};

export type LintInput = {
  /** The pack document, as read. */
  document: unknown;
  /** Finds the packs it extends. */
  resolve?: Resolve;
  /** The CRMs of the tenant; without any, what can be read is not looked at. */
  crms?: readonly CrmReach[];
  /** The stage labels of the CRM; without any, they are not looked at. */
  crmStages?: readonly string[];
  /** Told before each check how many are done. */
  tick?: (done: number) => void;
};

export type Linted =
  | { ok: true; findings: readonly Finding[]; pack: CompiledPack }
  | { ok: false; errors: readonly PackError[] };
