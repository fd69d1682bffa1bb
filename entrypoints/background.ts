import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { restoreBundled, packStatus } from '@/lib/channels/active-pack';
import { handlers } from '@/lib/messaging/handlers';
import { listen } from '@/lib/messaging/service';
import { togglePanel } from '@/lib/messaging/toggle';
import { openDatabase, type FairleadDatabase } from '@/lib/store/database';

export default defineBackground(() => {
  let database: FairleadDatabase | undefined;
  listen(handlers(() => (database ??= openDatabase()), Date.now));

  browser.runtime.onInstalled.addListener(() => {
    // Page scripts' contexts never see what is stored: only the extension's own pages do.
    void browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    void renewBundled();
  });
  browser.action.onClicked.addListener((tab) => void togglePanel(tab));
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-panel' && tab) void togglePanel(tab);
  });
});

/** An update may bring a newer bundled pack; a pack that an admin put in stays. */
async function renewBundled(): Promise<void> {
  if ((await packStatus())?.channel !== 'file') await restoreBundled(Date.now());
}
