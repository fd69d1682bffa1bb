import { useQuery } from '@tanstack/react-query';
import { browser } from 'wxt/browser';

/** The tab that the popup was opened over. */
export type FrontTab = { id: number; windowId: number; url: URL | null };

/** The tab in front; a tab's id in the popup's own address names another, as when the popup is opened in a tab of its own. */
export function useFrontTab(): FrontTab | null | undefined {
  return useQuery({ queryKey: ['frontTab'], queryFn: frontTab, staleTime: Infinity }).data;
}

async function frontTab(): Promise<FrontTab | null> {
  const named = /^#(\d+)$/.exec(location.hash)?.[1];
  const tab =
    named === undefined
      ? (await browser.tabs.query({ active: true, currentWindow: true }))[0]
      : await browser.tabs.get(Number(named));
  if (tab?.id === undefined) return null;
  return { id: tab.id, windowId: tab.windowId, url: tab.url === undefined ? null : URL.parse(tab.url) };
}
