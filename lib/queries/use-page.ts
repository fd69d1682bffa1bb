import { useSyncExternalStore } from 'react';
import type { PageLink, PageState } from '@/lib/messaging/page-link';

/** The page as the panel knows it now. */
export function usePage(link: PageLink): PageState {
  return useSyncExternalStore(link.subscribe, link.state);
}
