import type { Alerts } from '@/lib/queue/alerts';
import { adminOnly } from './admin-only';
import type { AlertCalls } from './alert-calls';
import type { Handlers } from './service';
import { tenantAsked } from './tenant-for';

/** Answers for alerts; what is set of them is set on the extension's own pages only. */
export function alertHandlers(alerts: Alerts): Pick<Handlers, keyof AlertCalls> {
  return {
    alertsToday: async ({ tenant }, caller) => alerts.today(tenantAsked(tenant, caller)),
    setAlertLimit: async ({ limit }, caller) => {
      adminOnly(caller);
      await alerts.setLimit(limit);
      return null;
    },
    quietRules: async (_input, caller) => {
      adminOnly(caller);
      return alerts.quiet();
    },
    wakeRule: async ({ rule }, caller) => {
      adminOnly(caller);
      await alerts.wake(rule);
      return null;
    },
  };
}
