import { browser, type Browser } from 'wxt/browser';
import type { ReadPlan } from '@/lib/crm/adapter-schema';
import type { Place } from '@/lib/crm/route';
import { readRawReading, readRawRows, type RawReading, type RawRows } from '@/lib/domain/raw-reading';
import {
  PAGE_PORT,
  RELAY_PORT,
  SIDE_PORT,
  type FrameLayout,
  type FromPage,
  type FromRelay,
  type Position,
  type ToPage,
} from '@/lib/crm/page-port';

/** What the panel knows of its page. `reading` belongs to `place`: a navigation clears it. */
export type PageState = {
  status: 'connecting' | 'connected' | 'refused';
  /** The page's address as the browser tells it; empty until connected. */
  url: string;
  place: Place | null;
  /** Grows with each navigation. */
  visit: number;
  reading: RawReading | null;
  notReadable: boolean;
  /** The deals on a list or board page; null elsewhere and until read. */
  rows: RawRows | null;
  /** Grows with each press of the toolbar button or the shortcut. */
  toggles: number;
  /** Where a drag left the frame; null before any. */
  position: Position | null;
};

/** The panel's end of the port to its page, as an external store for React. */
export type PageLink = {
  state: () => PageState;
  subscribe: (listener: () => void) => () => void;
  plan: (plan: ReadPlan) => void;
  layout: (layout: FrameLayout) => void;
  place: (position: Position) => void;
  move: (dx: number, dy: number) => void;
  close: () => void;
};

/** A port to the page's script, and the page's address; null where there is no such script. */
type Way = () => Promise<{ port: Browser.runtime.Port; url: string } | null>;

const START: PageState = {
  status: 'connecting',
  url: '',
  place: null,
  visit: 0,
  reading: null,
  notReadable: false,
  rows: null,
  toggles: 0,
  position: null,
};

/**
 * Connects the panel to the content script of its own tab. The token in the panel's address proves to the script
 * that this is the panel it opened; a panel that a page framed by itself is refused and stays blank.
 */
export function connectToPage(token: string): PageLink {
  // Firefox gives a frame on a page none of the tabs' interface: there the background leads on, and tells the address.
  const relayed: Way = () =>
    Promise.resolve({ port: browser.runtime.connect({ name: `${RELAY_PORT}:${token}` }), url: '' });
  const hasTabs = 'tabs' in browser && Boolean(browser.tabs);
  return link(hasTabs ? toTab(() => browser.tabs.getCurrent(), `${PAGE_PORT}:${token}`) : relayed);
}

/**
 * Connects the browser's side panel to the content script of a tab. It needs no token: the browser tells the script that who
 * connects is in no tab, which nothing that a page frames can be.
 */
export function connectToTab(id: number): PageLink {
  return link(toTab(() => browser.tabs.get(id), SIDE_PORT));
}

/** Straight to the script of a tab, with a name to show at its port. */
function toTab(find: () => Promise<Browser.tabs.Tab | undefined>, name: string): Way {
  return async () => {
    const tab = await find();
    if (tab?.id === undefined) return null;
    return { port: browser.tabs.connect(tab.id, { frameId: 0, name }), url: tab.url ?? '' };
  };
}

function link(way: Way): PageLink {
  let state = START;
  let port: Browser.runtime.Port | null = null;
  const listeners = new Set<() => void>();
  const update = (part: Partial<PageState>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const post = (message: ToPage): void => port?.postMessage(message);

  const onMessage = (message: FromPage | FromRelay): void => {
    switch (message.type) {
      case 'tab':
        return update({ url: message.url });
      case 'place':
        return update({
          status: 'connected',
          place: message.place,
          visit: message.visit,
          reading: null,
          notReadable: false,
          rows: null,
        });
      case 'toggle':
        return update({ toggles: state.toggles + 1 });
      case 'moved':
        return update({ position: message.position });
      case 'notReadable':
        return message.visit === state.visit ? update({ notReadable: true }) : undefined;
      case 'rows':
        return message.visit === state.visit ? update({ rows: readRawRows(message.rows) }) : undefined;
      case 'reading': {
        if (message.visit !== state.visit) return undefined; // a late word about the deal before
        const { reading } = readRawReading(message.reading);
        return update(reading ? { reading, notReadable: false } : { notReadable: true });
      }
    }
  };
  const connect = async (): Promise<void> => {
    const found = await way();
    if (!found) return update({ status: 'refused' });
    port = found.port;
    port.onMessage.addListener(onMessage);
    port.onDisconnect.addListener(() => {
      void browser.runtime.lastError; // looked at, or the browser logs an error: no script runs in that tab
      update({ status: 'refused', place: null, reading: null });
    });
    if (found.url !== '') update({ url: found.url });
  };
  connect().catch(() => update({ status: 'refused' }));

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    plan: (plan) => post({ type: 'plan', plan }),
    layout: (layout) => post({ type: 'layout', layout }),
    place: (position) => post({ type: 'place', position }),
    move: (dx, dy) => post({ type: 'move', dx, dy }),
    close: () => port?.disconnect(),
  };
}
