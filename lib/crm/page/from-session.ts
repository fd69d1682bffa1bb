import { browser } from 'wxt/browser';

/** What our own contexts left for pages in `storage.session`; null where the browser keeps it from content scripts, as Firefox does. */
export async function fromSession(keys: string[]): Promise<{ [key: string]: never } | null> {
  try {
    return (await browser.storage.session.get(keys)) as { [key: string]: never };
  } catch {
    return null;
  }
}
