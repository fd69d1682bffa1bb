import { browser } from 'wxt/browser';
import type { ReadPlan } from '@/lib/crm/adapter-schema';
import { planKey } from '@/lib/crm/page-port';

/**
 * The reading plan of each CRM, where content scripts may see it too: so that a record is read as it appears, and not when the
 * panel's frame has loaded and the host's busy main thread has let the plan through. It holds where fields are, and no data.
 */
export async function writePlan(adapter: string, plan: ReadPlan): Promise<void> {
  // Not every browser lets content scripts in; there the plan comes from the panel alone.
  await browser.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });
  await browser.storage.session.set({ [planKey(adapter)]: plan });
}
