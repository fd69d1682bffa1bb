import type { ChosenDeal, StudioWorkers } from '@/lib/queries/use-studio';
import type { Analysis } from '@/lib/studio/analyse';
import type { TextEdit, Wish } from '@/lib/studio/edit';
import type { KeptDeal } from '@/lib/studio/try';

/** What every part of the studio works on: the one draft, what is known of it, and the ways to change it. */
export type Desk = {
  /** The draft as it stood when one last stopped typing; `goodText` the last one that compiled. */
  text: string;
  goodText: string | null;
  analysis: Analysis | null;
  workers: StudioWorkers;
  /** Does what a form wants, in the text; false when that was not possible. */
  wish: (wish: Wish) => Promise<boolean>;
  apply: (edit: TextEdit, madeFor: string) => boolean;
  replace: (text: string) => void;
  /** Shows a place of the text. */
  reveal: (range: { from: number; to: number }) => void;
  tenant: string | null;
  chosen: ChosenDeal | null;
  choose: (deal: ChosenDeal | null) => void;
  kept: KeptDeal | null;
};

export const TABS = ['rules', 'try', 'tests', 'effect', 'history', 'score', 'use'] as const;
export type Tab = (typeof TABS)[number];
