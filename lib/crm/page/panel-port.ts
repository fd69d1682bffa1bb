import { browser, type Browser } from 'wxt/browser';
import { PAGE_PORT, type FromPage, type ToPage } from '@/lib/crm/page-port';

/** The page's end of the port to its panel; what is sent while there is none is lost, as the panel asks anew. */
export type PanelPort = { send: (message: FromPage) => void; connected: () => boolean };

type PanelPortOptions = {
  /** The token of the frame that is on the page; the panel in it knows it, a panel that the page framed does not. */
  token: () => string;
  onConnect: () => void;
  onMessage: (message: ToPage) => void;
  /** The extension was updated or removed, and this script is what is left of it. */
  onOrphaned: () => void;
  signal: AbortSignal;
};

/** Accepts the panel that this script opened, and no other. A panel that connects anew replaces the one before. */
export function acceptPanel({ token, onConnect, onMessage, onOrphaned, signal }: PanelPortOptions): PanelPort {
  let port: Browser.runtime.Port | null = null;
  const accept = (incoming: Browser.runtime.Port): void => {
    if (!isOurPanel(incoming, token())) return incoming.disconnect();
    port?.disconnect();
    port = incoming;
    incoming.onMessage.addListener(onMessage);
    incoming.onDisconnect.addListener(() => {
      if (port === incoming) port = null;
      if (!browser.runtime?.id) onOrphaned();
    });
    onConnect();
  };
  browser.runtime.onConnect.addListener(accept);
  signal.addEventListener('abort', () => browser.runtime.onConnect.removeListener(accept));
  return { send: (message) => port?.postMessage(message), connected: () => port !== null };
}

function isOurPanel(port: Browser.runtime.Port, token: string): boolean {
  return token !== '' && port.sender?.id === browser.runtime.id && port.name === `${PAGE_PORT}:${token}`;
}
