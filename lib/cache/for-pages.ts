import { browser } from 'wxt/browser';

/**
 * Leaves something in `storage.session`, where content scripts may see it too. Not every browser lets them in, and Firefox has no such
 * area in a frame on a page either: there the panel's own word is waited for.
 */
export async function leaveForPages(values: Record<string, unknown>): Promise<void> {
  try {
    await browser.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });
    await browser.storage.session.set(values);
  } catch {
    // only slower without it
  }
}
