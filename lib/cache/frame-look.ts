import { browser } from 'wxt/browser';
import { LOOK, type FrameLook } from '@/lib/crm/page-port';

/**
 * Leaves how the frame is to look on the next deal page, where content scripts may see it: what the panel has painted is then on
 * screen at once, and not when the page's busy main thread has made the frame large enough.
 */
export async function writeLook(look: FrameLook): Promise<void> {
  // Not every browser lets content scripts in; there the panel's own word is waited for.
  await browser.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });
  await browser.storage.session.set({ [LOOK]: look });
}
