import { browser } from 'wxt/browser';
import { NO_NEWS, type PackNews } from '@/lib/domain/pack-news';

const KEY = 'packNews';

export async function readNews(): Promise<PackNews> {
  return ((await browser.storage.local.get(KEY))[KEY] as PackNews | undefined) ?? NO_NEWS; // written by `writeNews` only
}

export async function writeNews(news: PackNews): Promise<void> {
  await browser.storage.local.set({ [KEY]: news });
}

/** Calls back when there is other news, until aborted. */
export function onNews(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && KEY in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}
