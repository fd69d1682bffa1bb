import type { ReadPlan } from '@/lib/crm/adapter-schema';
import type { PageWrite, WriteTarget } from '@/lib/crm/adapter-write-schema';
import type { FieldValue } from '@/lib/domain/deal';
import type { RawReading } from '@/lib/domain/raw-reading';
import type { WriteFormat } from '@/lib/domain/write-text';

/** One field to be put into the CRM's own form: the first target that is on the page is worked. */
export type FieldJob = { field: string; targets: readonly WriteTarget[]; value: FieldValue | null };

export type FormTask = {
  plan: ReadPlan;
  recordId: string;
  /** Where the record was read; the page may have gone elsewhere since. */
  url: string;
  recipe: PageWrite;
  /** How numbers and dates are typed here, unless the page shows an example. */
  format: WriteFormat;
  jobs: readonly FieldJob[];
};

/**
 * What became of a form.
 * - `saved`: the CRM's form said so; only reading back proves it. `was`: the text each control held before
 * - `refused`: the CRM's own words, in all and by field; the form was left as it had been found
 * - `notOpen`: the record or its form is not on screen · `unsaved`: the user's own edits are in the form
 * - `noControl`: the form has no control for the field · `noOption`: it offers no such choice
 * - `offline`: the browser says so · `noAnswer`: neither saved nor refused within the time
 */
export type FormOutcome =
  | { kind: 'saved'; was: Record<string, string> }
  | { kind: 'refused'; message: string; fields: Record<string, string> }
  | { kind: 'noControl'; field: string }
  | { kind: 'noOption'; field: string; offers: string[] }
  | { kind: 'notOpen' | 'unsaved' | 'offline' | 'noAnswer' };

/** What the filler offers to the code that the background runs beside it in the page's isolated world. */
export type FormFiller = {
  /** A fresh reading of the open record; null while it is not on screen. Hostile until parsed. */
  read: (plan: ReadPlan, recordId: string) => RawReading | null;
  fill: (task: FormTask) => Promise<FormOutcome>;
};

/** Where the filler is found in the isolated world. */
export const FILLER = 'fairleadFiller';
