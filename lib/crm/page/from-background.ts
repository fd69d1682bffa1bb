import { browser, type Browser } from 'wxt/browser';
import { atEnd } from './at-end';

/** Calls back on what the background tells this tab, until aborted. Hostile pages cannot: only the background has no tab. */
export function onBackground(callback: (message: unknown) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    if (!sender.tab) callback(message);
  };
  browser.runtime.onMessage.addListener(listener);
  atEnd(signal, () => browser.runtime.onMessage.removeListener(listener));
}
