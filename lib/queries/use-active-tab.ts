import { useEffect, useState } from 'react';
import { browser, type Browser } from 'wxt/browser';

/** The tab in front of this page's window; `loads` grows each time a page of it was loaded. */
export type ActiveTab = { id: number; url: string | null; loads: number };

/** Follows which tab is in front; null where there is none. Without a permission for its page, its address is not told. */
export function useActiveTab(): ActiveTab | null | undefined {
  const [tab, setTab] = useState<ActiveTab | null>();
  useEffect(() => {
    const stop = new AbortController();
    const look = async (): Promise<void> => {
      const [front] = await browser.tabs.query({ active: true, currentWindow: true });
      if (stop.signal.aborted) return;
      setTab((now) => (front?.id === undefined ? null : next(now, front.id, front.url ?? null)));
    };
    const onActivated = (): void => void look();
    const onUpdated = (id: number, change: Browser.tabs.OnUpdatedInfo): void => {
      if (change.status !== 'complete') return;
      setTab((now) => (now?.id === id ? { ...now, loads: now.loads + 1 } : now));
      void look();
    };
    void look();
    browser.tabs.onActivated.addListener(onActivated);
    browser.tabs.onUpdated.addListener(onUpdated);
    stop.signal.addEventListener('abort', () => {
      browser.tabs.onActivated.removeListener(onActivated);
      browser.tabs.onUpdated.removeListener(onUpdated);
    });
    return () => stop.abort();
  }, []);
  return tab;
}

function next(now: ActiveTab | null | undefined, id: number, url: string | null): ActiveTab {
  if (now?.id !== id) return { id, url, loads: 0 };
  return now.url === url ? now : { ...now, url };
}
