import { browser } from 'wxt/browser';
import type { FrameLook } from '@/lib/crm/page-port';
import { mountFrame, UNKNOWN_LOOK, type PanelFrame } from './frame';

/** Where the panel's frame is kept: on the page, or nowhere while the browser's side panel shows the deal. */
export type FrameHolder = {
  /** Of the frame on the page; empty while there is none. */
  token: () => string;
  frame: () => PanelFrame | null;
  show: () => void;
  /** How frames look until their panel says otherwise. */
  expect: (look: FrameLook) => void;
  /** Takes the frame off the page, and lets none be shown until it is given back. */
  lend: (lent: boolean) => void;
};

/** Holds one frame on the page at a time, each load of it with a token of its own. */
export function holdFrame(document: Document, newToken: () => string, signal: AbortSignal): FrameHolder {
  let token = '';
  let frame: PanelFrame | null = null;
  let lent = false;
  let expected = UNKNOWN_LOOK;
  let life = new AbortController();
  const address = (): string => `${browser.runtime.getURL('/panel.html')}#${(token = newToken())}`;
  return {
    token: () => token,
    frame: () => frame,
    show: () => {
      if (!lent) frame ??= mountFrame(document, address, expected, AbortSignal.any([signal, life.signal]));
    },
    expect: (look) => {
      expected = look;
      frame?.place(look.position);
      frame?.layout(look.layout);
    },
    lend: (now) => {
      lent = now;
      life.abort();
      life = new AbortController();
      frame = null;
      token = '';
    },
  };
}
