import { lazy, type ComponentType } from 'react';
import type { MessageKey } from '@/lib/i18n/words';
import { routeIn } from './route';

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
  /** Fetches the section's code before there is anything to show in it. */
  load: () => Promise<unknown>;
};

/**
 * The sections of the review page, in their order. A new one is one more line here, with a component that is loaded when its
 * section is first opened; it renders what stands below the page's head, and changes its address by plain links (`#/deals/42`, made by `addressOf` of
 * `./route`). The page remounts it when another CRM is chosen. What it may scroll is the page itself; a list of
 * thousands finds it as the nearest `[data-scroller]`.
 */
export const SECTIONS: readonly Section[] = [
  section('deals', 'review.section.deals', async () => (await import('./deals/deals')).Deals),
  section('insight', 'insight.section.insight', async () => (await import('@/components/insight/insight')).Insight),
  section('data', 'insight.section.data', async () => (await import('@/components/insight/data')).Data),
];

/** The section that a page's address names (`#/insight`), or the first. */
export function sectionAt(hash: string): Section | undefined {
  const [name] = routeIn(hash);
  return SECTIONS.find(({ id }) => id === name) ?? SECTIONS[0];
}

function section(id: string, title: PlainKey, load: () => Promise<ComponentType<SectionProps>>): Section {
  return { id, title, load, View: lazy(async () => ({ default: await load() })) };
}
