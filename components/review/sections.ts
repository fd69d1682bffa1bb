import { lazy, type ComponentType } from 'react';
import type { MessageKey } from '@/lib/i18n/words';

/** What a section of the review page is given. */
export type SectionProps = {
  /** The CRM that was chosen at the top of the page; null while nothing of any CRM is kept here. */
  tenant: string | null;
  /** What follows the section's own name in the address: of `#/deals/42`, `['42']`; decoded. */
  path: readonly string[];
};

/** Keys of messages without arguments. */
type PlainKey = { [Key in MessageKey]: FairleadMessages[Key] extends null ? Key : never }[MessageKey];

export type Section = {
  /** Its name in the address: `#/deals`. */
  id: string;
  title: PlainKey;
  View: ComponentType<SectionProps>;
};

/**
 * The sections of the review page, in their order. A new one is one more line here, with a component that is loaded when its
 * section is first opened; it renders what stands below the page's head, and changes its address by plain links (`#/deals/42`, made by `addressOf` of
 * `./route`). The page remounts it when another CRM is chosen. What it may scroll is the page itself; a list of
 * thousands finds it as the nearest `[data-scroller]`.
 */
export const SECTIONS: readonly Section[] = [
  {
    id: 'deals',
    title: 'review.section.deals',
    View: lazy(async () => ({ default: (await import('./deals/deals')).Deals })),
  },
  {
    id: 'insight',
    title: 'insight.section.insight',
    View: lazy(async () => ({ default: (await import('@/components/insight/insight')).Insight })),
  },
  {
    id: 'data',
    title: 'insight.section.data',
    View: lazy(async () => ({ default: (await import('@/components/insight/data')).Data })),
  },
];
