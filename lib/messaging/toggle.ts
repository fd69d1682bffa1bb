import { browser, type Browser } from 'wxt/browser';

/** Asks the tab's content script to open or fold the panel; where none runs, the options page says why. */
export async function togglePanel(tab: Browser.tabs.Tab): Promise<void> {
  if (tab.id === undefined) return;
  try {
    await browser.tabs.sendMessage(tab.id, 'toggle', { frameId: 0 });
  } catch {
    await browser.runtime.openOptionsPage();
  }
}
