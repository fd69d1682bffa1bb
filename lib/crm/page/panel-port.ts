import { browser, type Browser } from 'wxt/browser';
import { PAGE_PORT, SIDE_PORT, type FromPage, type ToPage } from '@/lib/crm/page-port';
import { atEnd } from './at-end';

/** The page's end of the port to its panel; what is sent while there is none is lost, as the panel asks anew. */
export type PanelPort = { send: (message: FromPage) => void; connected: () => boolean };

type PanelPortOptions = {
  /** The token of the frame that is on the page; the panel in it knows it, a panel that the page framed does not. */
  token: () => string;
  onConnect: () => void;
  /** The browser's own side panel shows this page from now on, or no longer does. */
  onSide: (open: boolean) => void;
  onMessage: (message: ToPage) => void;
  /** The extension was updated or removed, and this script is what is left of it. */
  onOrphaned: () => void;
  signal: AbortSignal;
};

/**
 * Accepts the panel that this script opened, or the browser's side panel, and no other. A panel that connects anew replaces
 * the one before; while the side panel is there, it is the only one.
 */
export function acceptPanel(options: PanelPortOptions): PanelPort {
  const { token, onConnect, onSide, onMessage, onOrphaned, signal } = options;
  let port: Browser.runtime.Port | null = null;
  const accept = (incoming: Browser.runtime.Port): void => {
    const side = isSidePanel(incoming);
    if (!side && !isOurPanel(incoming, token())) return incoming.disconnect();
    const before = port;
    port = incoming;
    before?.disconnect();
    if (side) onSide(true);
    incoming.onMessage.addListener(onMessage);
    incoming.onDisconnect.addListener(() => {
      if (!browser.runtime?.id) return onOrphaned();
      if (port !== incoming) return undefined;
      port = null;
      return side ? onSide(false) : undefined;
    });
    onConnect();
  };
  browser.runtime.onConnect.addListener(accept);
  atEnd(signal, () => browser.runtime.onConnect.removeListener(accept));
  return { send: (message) => port?.postMessage(message), connected: () => port !== null };
}

/** What a page frames has a tab. The browser says so itself; no message is believed. */
function isSidePanel({ name, sender }: Browser.runtime.Port): boolean {
  return name === SIDE_PORT && sender?.id === browser.runtime.id && !sender.tab;
}

function isOurPanel(port: Browser.runtime.Port, token: string): boolean {
  return token !== '' && port.sender?.id === browser.runtime.id && port.name === `${PAGE_PORT}:${token}`;
}
