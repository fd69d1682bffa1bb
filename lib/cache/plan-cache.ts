import type { ReadPlan } from '@/lib/crm/adapter-schema';
import { planKey } from '@/lib/crm/page-port';
import { leaveForPages } from './for-pages';

/**
 * The reading plan of each CRM, where content scripts may see it too: so that a record is read as it appears, and not when the
 * panel's frame has loaded and the host's busy main thread has let the plan through. It holds where fields are, and no data.
 */
export function writePlan(adapter: string, plan: ReadPlan): Promise<void> {
  return leaveForPages({ [planKey(adapter)]: plan });
}
