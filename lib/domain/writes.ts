import type { Field } from './deal';
import type { Conflict, Edit } from './edits';
import type { FieldKey } from './fields';

/**
 * A task that a step proposes, as the CRM is to hold it. `due` is a calendar date. `mark` says for which step and day it is meant
 * (see `taskMark`): on one deal, what carries the same mark is one task, however often it is asked for.
 */
export type TaskDraft = { subject: string; due: string | null; mark?: string };

/** What is to be written to one deal in one go. `id` is made by the panel, so that sending it twice is one write. */
export type NewWrite = {
  id: string;
  dealId: string;
  dealName: string;
  edits: readonly Edit[];
  task?: TaskDraft;
  /** Fields whose conflict the user has seen and decided for his own value. */
  decided?: readonly FieldKey[];
  /** Made by whoever saves several change sets together, such as one for each of many deals: they can be taken back as one. */
  batch?: string;
};

/** How a write went. What the CRM says is its own words. */
export type WriteResult =
  /**
   * `before`: what each field held right before, exactly. `differs`: what the CRM shows instead of what was written.
   * `reload`: the open page shows it only after a reload.
   */
  | {
      kind: 'done';
      way: 'api' | 'page';
      before: Partial<Record<FieldKey, Field>>;
      unproven: FieldKey[];
      differs: Differing[];
      reload?: true;
    }
  | { kind: 'conflict'; conflicts: readonly Conflict[] }
  | { kind: 'refused'; message: string; fields: Readonly<Record<string, string>> }
  /** Kept in the outbox, to be sent once it can be. */
  | { kind: 'waiting'; reason: WaitReason; message: string; notBefore?: number };

type Differing = { field: FieldKey; shows: Field };

/** Why a write waits. All but `notOpen` end by themselves. */
export type WaitReason = 'offline' | 'limited' | 'signedOut' | 'server' | 'notOpen' | 'unsaved' | 'noAnswer';

/** A write in the journal. */
export type WriteEntry = NewWrite & {
  tenant: string;
  /** ms since the epoch */
  madeAt: number;
  endedAt: number | null;
  state: 'waiting' | 'sending' | 'done' | 'refused' | 'conflict' | 'undone' | 'dropped';
  /** The write that this one takes back. */
  undoes: string | null;
  /**
   * The tasks of this subject that the deal had before this one was first sent: what is there besides, at a second try, is this
   * one. Null: they could not be read. Absent: it was not sent yet.
   */
  tasksBefore?: readonly string[] | null;
  result: WriteResult | null;
};
