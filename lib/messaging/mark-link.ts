import { browser, type Browser } from 'wxt/browser';
import { markMessage, type MarkMessage } from '@/lib/crm/mark-messages';

/** Calls back when a mark on the page of this panel's own tab was clicked, until aborted. */
export function onMarkClicked(callback: (message: MarkMessage) => void, signal: AbortSignal): void {
  const own = browser.tabs?.getCurrent() ?? Promise.resolve(undefined);
  // Marks of other tabs tell every panel.
  const pass = async (message: MarkMessage, tabId: number | undefined): Promise<void> => {
    const tab = await own;
    if (tab?.id !== undefined && tab.id === tabId && !signal.aborted) callback(message);
  };
  const listener = (message: unknown, sender: Browser.runtime.MessageSender): void => {
    const clicked = markMessage(message);
    if (clicked === null || sender.id !== browser.runtime.id || sender.frameId !== 0) return;
    void pass(clicked, sender.tab?.id);
  };
  browser.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener));
}
