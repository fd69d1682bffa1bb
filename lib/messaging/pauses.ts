import { browser } from 'wxt/browser';
import { openSession } from '@/lib/cache/for-pages';
import { onPaused, readPaused } from '@/lib/cache/paused';
import { PAUSED, type PausedMessage } from '@/lib/crm/page-port';

/** Lets pages know where the user paused us: those that are open, and through `storage.session` those to come. */
export function watchPauses(): void {
  const run = (): void => void tellPages();
  browser.runtime.onStartup.addListener(run);
  browser.runtime.onInstalled.addListener(run);
  onPaused(run, new AbortController().signal);
}

async function tellPages(): Promise<void> {
  const origins = await readPaused();
  await openSession();
  await browser.storage.session.set({ [PAUSED]: origins });
  const message: PausedMessage = { type: 'paused', origins };
  const tabs = await browser.tabs.query({});
  const ids = tabs.flatMap(({ id }) => id ?? []);
  await Promise.all(ids.map((id) => browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => undefined)));
}
