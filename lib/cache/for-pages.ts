import { browser } from 'wxt/browser';

let opened: Promise<void> | undefined;

/** Lets content scripts see `storage.session`, where a browser has a say in that: once for each of our contexts, as it takes 10 ms. */
export function openSession(): Promise<void> {
  opened ??= Promise.resolve(
    browser.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' }),
  );
  return opened;
}

/**
 * Leaves something in `storage.session`, where content scripts may see it too. Not every browser lets them in, and Firefox has no such
 * area in a frame on a page either: there the panel's own word is waited for.
 */
export async function leaveForPages(values: Record<string, unknown>): Promise<void> {
  try {
    await openSession();
    await browser.storage.session.set(values);
  } catch {
    // only slower without it
  }
}
