import { browser } from 'wxt/browser';

type SidebarAction = { open: () => Promise<void> };

/** Whether this browser has a side panel that we may open. */
export function hasSidePanel(): boolean {
  return browser.sidePanel?.open !== undefined || sidebar() !== undefined;
}

/** Opens the browser's side panel in the window of a page of ours. Call it in the click itself, as the browser demands. */
export async function openSidePanel(windowId: number): Promise<void> {
  if (browser.sidePanel?.open !== undefined) return browser.sidePanel.open({ windowId });
  return sidebar()?.open();
}

/** Firefox's own, which the types of Chromium do not know. */
function sidebar(): SidebarAction | undefined {
  return Reflect.get(browser, 'sidebarAction') as SidebarAction | undefined;
}
