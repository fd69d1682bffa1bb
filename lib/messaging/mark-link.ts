import { browser, type Browser } from 'wxt/browser';
import { markMessage, type MarkMessage } from '@/lib/crm/mark-messages';

/** Calls back when a mark on the page of this panel's own tab was clicked, until aborted. */
export function onMarkClicked(callback: (message: MarkMessage) => void, signal: AbortSignal): void {
  const own = browser.tabs?.getCurrent().then((tab) => tab?.id) ?? Promise.resolve(undefined);
  const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    const clicked = markMessage(message);
    if (clicked === null || sender.id !== browser.runtime.id || sender.frameId !== 0) return;
    // Marks of other tabs tell every panel.
    void own.then((id) => id !== undefined && sender.tab?.id === id && !signal.aborted && callback(clicked));
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}
