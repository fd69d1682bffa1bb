import type { ChosenDeal, StudioWorkers } from '@/lib/queries/use-studio';
import type { Analysis, Diagnostic } from '@/lib/studio/analyse';
import type { Model } from '@/lib/risk/model';
import type { TextEdit, Wish } from '@/lib/studio/edit';
import type { Put } from '@/lib/studio/put';
import type { KeptDeal } from '@/lib/studio/try';

/** What every part of the studio works on: the one draft, what is known of it, and the ways to change it. */
export type Desk = {
  /** The draft as it stood when one last stopped typing; `goodText` the last one that compiled. */
  text: string;
  goodText: string | null;
  analysis: Analysis | null;
  /** Weak places of a draft that compiles, found a moment later. */
  weak: readonly Diagnostic[];
  /** Why the draft as it stands could not be read at all: not its fault. `again` tries once more. */
  problem: string | null;
  again: () => void;
  workers: StudioWorkers;
  /** Does what a form wants, in the text; false when that was not possible. */
  wish: (wish: Wish) => Promise<boolean>;
  /** Puts something new or inherited into the text; false when that was not possible. */
  put: (put: Put) => Promise<boolean>;
  apply: (edit: TextEdit, madeFor: string) => boolean;
  replace: (text: string) => void;
  /** Shows a place of the text; `chosen`: the rule that stands there is on show already. */
  reveal: (range: { from: number; to: number }, chosen?: boolean) => void;
  tenant: string | null;
  /** Fitted on the tenant's deals; null where there is none. Heard of as long as the studio is open, whatever is on show. */
  model: Model | null;
  chosen: ChosenDeal | null;
  choose: (deal: ChosenDeal | null) => void;
  kept: KeptDeal | null;
};

export const TABS = ['rules', 'try', 'tests', 'effect', 'history', 'score', 'use', 'crms'] as const;
export type Tab = (typeof TABS)[number];
