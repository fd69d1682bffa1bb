import { browser, type Browser } from 'wxt/browser';
import { PAGE_PORT, RELAY_PORT, type FromRelay } from '@/lib/crm/page-port';
import { isOwnPage } from './service';

/**
 * Connects framed panels with the script of their own tab where the browser gives them no way to it, as Firefox does. Which tab that
 * is says the browser; the token in the port's name is the page script's to check, here as there.
 */
export function relayPanels(): void {
  browser.runtime.onConnect.addListener((panel) => {
    const { name, sender } = panel;
    if (!name.startsWith(RELAY_PORT) || !sender || !isOwnPage(sender)) return;
    const { tab } = sender;
    if (tab?.id === undefined) return;
    const page = browser.tabs.connect(tab.id, { frameId: 0, name: `${PAGE_PORT}${name.slice(RELAY_PORT.length)}` });
    page.onMessage.addListener((message: unknown) => pass(message, panel));
    panel.onMessage.addListener((message: unknown) => pass(message, page));
    page.onDisconnect.addListener(() => {
      void browser.runtime.lastError; // looked at, or the browser logs an error: no script runs in that tab
      panel.disconnect();
    });
    panel.onDisconnect.addListener(() => page.disconnect());
    pass({ type: 'tab', url: tab.url ?? '' } satisfies FromRelay, panel);
  });
}

function pass(message: unknown, to: Browser.runtime.Port): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port leads to one place; only windows have an origin
  to.postMessage(message);
}
