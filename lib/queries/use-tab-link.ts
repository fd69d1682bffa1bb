import { useEffect, useState } from 'react';
import { callFor } from '@/lib/messaging/client';
import { connectToTab, type PageLink } from '@/lib/messaging/page-link';
import type { ActiveTab } from './use-active-tab';

/** A page's script may start a little after its page says that it is complete. */
const TRY_AGAIN_MS = [200, 500, 1_000, 2_000];

/** What a tab has for the side panel: its link, nothing of ours, or not known yet. */
export type TabLink = { state: 'looking' | 'nothing'; link: null } | { state: 'linked'; link: PageLink };

const LOOKING: TabLink = { state: 'looking', link: null };
const NOTHING: TabLink = { state: 'nothing', link: null };

/** The link to the page of a tab, made anew when a page is loaded in it. Calls of the background are made for that tab. */
export function useTabLink(tab: ActiveTab | null | undefined): TabLink {
  const [found, setFound] = useState<TabLink>(LOOKING);
  const id = tab?.id;
  const loads = tab?.loads ?? 0;
  useEffect(() => {
    if (id === undefined) return undefined;
    const stop = new AbortController();
    follow(id, setFound, stop.signal);
    return () => stop.abort();
  }, [id, loads]);
  return tab === null ? NOTHING : found;
}

function follow(id: number, report: (found: TabLink) => void, signal: AbortSignal): void {
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    const link = connectToTab(id);
    const stop = (): void => link.close();
    signal.addEventListener('abort', stop);
    const off = link.subscribe(() => {
      const { status, url } = link.state();
      if (signal.aborted || status === 'connecting') return;
      if (status === 'connected') {
        tries = 0;
        callFor({ tab: id, origin: new URL(url).origin });
        return report({ state: 'linked', link });
      }
      off();
      signal.removeEventListener('abort', stop);
      callFor(null);
      const wait = TRY_AGAIN_MS[tries];
      tries += 1;
      report(wait === undefined ? NOTHING : LOOKING);
      if (wait !== undefined) timer = setTimeout(connect, wait);
      return undefined;
    });
  };
  connect();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    callFor(null);
  });
}
