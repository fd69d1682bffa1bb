import { useEffect, useRef, useState } from 'react';
import { callFor } from '@/lib/messaging/client';
import { connectToTab, type PageLink } from '@/lib/messaging/page-link';
import type { ActiveTab } from './use-active-tab';

/** A page's script may start a little after its page says that it is complete. */
const TRY_AGAIN_MS = [200, 500, 1_000, 2_000];

/** What a tab has for the side panel: its link (`count` tells one from the next), nothing of ours, or not known yet. */
export type TabLink =
  | { state: 'looking' | 'nothing'; link: null; count: number }
  | { state: 'linked'; link: PageLink; count: number };

type Found = { state: 'looking' | 'nothing'; link: null } | { state: 'linked'; link: PageLink };

/** The link to the page of a tab, made anew when it ends. Calls of the background are made for that tab. */
export function useTabLink(tab: ActiveTab | null | undefined): TabLink {
  const [found, setFound] = useState<TabLink>({ state: 'looking', link: null, count: 0 });
  const lookAgain = useRef<() => void>(undefined);
  const id = tab?.id;
  useEffect(() => {
    const report = (now: Found): void => setFound(({ count }) => ({ ...now, count: count + 1 }));
    if (id === undefined) return tab === null ? report({ state: 'nothing', link: null }) : undefined;
    const stop = new AbortController();
    lookAgain.current = follow(id, report, stop.signal);
    return () => {
      stop.abort();
      report({ state: 'looking', link: null });
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the same tab with another address keeps its link
  }, [id, tab === null]);
  useEffect(() => lookAgain.current?.(), [tab?.loads]);
  return found;
}

/** Keeps a link to the tab's page; returns what tries again at once where there is none. */
function follow(id: number, report: (found: Found) => void, signal: AbortSignal): () => void {
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let link: PageLink | null = null;
  const onState = (of: PageLink): void => {
    const { status, url } = of.state();
    if (signal.aborted || of !== link || status === 'connecting') return;
    if (status === 'connected') {
      if (tries === -1) return; // linked already, and this is news of the page
      tries = -1;
      callFor({ tab: id, origin: new URL(url).origin });
      return report({ state: 'linked', link: of });
    }
    link = null;
    callFor(null);
    tries = Math.max(tries, 0);
    const wait = TRY_AGAIN_MS[tries];
    tries += 1;
    report({ state: wait === undefined ? 'nothing' : 'looking', link: null });
    if (wait !== undefined) timer = setTimeout(connect, wait);
    return undefined;
  };
  const connect = (): void => {
    clearTimeout(timer);
    const next = connectToTab(id);
    link = next;
    next.subscribe(() => onState(next));
  };
  connect();
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    link?.close();
    callFor(null);
  });
  return () => {
    if (link !== null || signal.aborted) return;
    tries = 0;
    connect();
  };
}
