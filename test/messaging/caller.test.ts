import { describe, expect, test, vi } from 'vitest';
import { listen, type Caller, type Handlers } from '@/lib/messaging/service';

type Sender = { id?: string; url?: string; frameId?: number; tab?: { id: number; url: string } };
type Listener = (message: unknown, sender: Sender, reply: (answer: unknown) => void) => boolean;

/** The browser: two tabs, of which one is a deal. */
const { listeners } = vi.hoisted(() => ({ listeners: [] as unknown[] }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {
      id: 'fairlead',
      getURL: (path: string) => `chrome-extension://fairlead${path}`,
      onMessage: { addListener: (listener: unknown) => listeners.push(listener) },
    },
    tabs: {
      get: (id: number) =>
        Promise.resolve({
          id,
          url:
            id === 7
              ? 'https://acme.lightning.force.com/lightning/r/Opportunity/006000000000001AAA/view'
              : 'https://elsewhere.example/',
        }),
    },
    storage: { local: { get: () => Promise.resolve({}), set: () => Promise.resolve() } },
  },
}));

const OWN = 'chrome-extension://fairlead';
const CRM = 'https://acme.lightning.force.com';
const DEAL = `${CRM}/lightning/r/Opportunity/006000000000001AAA/view`;
const TENANT = `salesforce@${CRM}`;

/** Whom the background takes a sender for; null: it does not answer at all. */
async function callerOf(sender: Sender, on?: unknown): Promise<Caller | null> {
  let heard: Caller | null = null;
  const note = (_input: unknown, caller: Caller): Promise<never[]> => {
    heard = caller;
    return Promise.resolve([]);
  };
  listen({ tenants: note } as unknown as Handlers);
  await new Promise<void>((resolve) => {
    const answers = (listeners.at(-1) as Listener)(
      { call: 'tenants', input: null, ...(on ? { on } : {}) },
      sender,
      () => resolve(),
    );
    if (!answers) resolve();
  });
  return heard;
}

describe('who calls, by the browser’s word', () => {
  test.each<[string, Sender, unknown, Caller | null]>([
    [
      'a content script is not answered',
      { id: 'fairlead', url: DEAL, frameId: 0, tab: { id: 7, url: DEAL } },
      undefined,
      null,
    ],
    ['another extension is not answered', { id: 'other', url: `${OWN}/panel.html` }, undefined, null],
    [
      'a framed panel is of its tab’s tenant',
      { id: 'fairlead', url: `${OWN}/panel.html`, frameId: 3, tab: { id: 7, url: DEAL } },
      undefined,
      { tenant: TENANT, tab: { id: 7, adapter: 'salesforce' }, ownTab: false, blocked: false },
    ],
    [
      'what a framed panel says of another tab is not heard',
      { id: 'fairlead', url: `${OWN}/panel.html`, frameId: 3, tab: { id: 9, url: 'https://elsewhere.example/' } },
      { tab: 7, origin: CRM },
      { tenant: null, tab: null, ownTab: false, blocked: false },
    ],
    [
      'the side panel is of the tab that it shows',
      { id: 'fairlead', url: `${OWN}/sidepanel.html` },
      { tab: 7, origin: CRM },
      { tenant: TENANT, tab: { id: 7, adapter: 'salesforce' }, ownTab: true, blocked: false },
    ],
    [
      'a tab that went elsewhere meanwhile is no tenant',
      { id: 'fairlead', url: `${OWN}/sidepanel.html` },
      { tab: 8, origin: CRM },
      { tenant: null, tab: null, ownTab: true, blocked: false },
    ],
    [
      'the popup is one of our own pages, of no tenant',
      { id: 'fairlead', url: `${OWN}/popup.html` },
      undefined,
      { tenant: null, tab: null, ownTab: true, blocked: false },
    ],
    [
      'one of our pages that a page of ours frames may not what its tab may',
      { id: 'fairlead', url: `${OWN}/panel.html`, frameId: 2, tab: { id: 5, url: `${OWN}/admin.html` } },
      undefined,
      { tenant: null, tab: null, ownTab: false, blocked: false },
    ],
  ])('%s', async (_name, sender, on, expected) => {
    expect(await callerOf(sender, on)).toEqual(expected);
  });
});
