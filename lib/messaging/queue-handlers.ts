import { adapterInUse } from '@/lib/cache/adapters';
import { splitTenant } from '@/lib/domain/tenant';
import type { Queue } from '@/lib/queue/queue';
import type { FairleadDatabase } from '@/lib/store/database';
import { openDeal } from './open-deal';
import { crmAllowed } from './policy-guard';
import type { QueueCalls, QueueTenant } from './queue-calls';
import type { Handlers } from './service';
import { tenantAsked, tenantFor } from './tenant-for';

/** Answers for the queue: to a panel for the CRM of its own tab, to the extension's own tabs for any. */
export function queueHandlers(database: () => FairleadDatabase, queue: Queue): Pick<Handlers, keyof QueueCalls> {
  return {
    queueTenants: async (_input, caller) => {
      if (!caller.ownTab) throw new Error('this is asked for from the extension’s own pages only');
      return tenantsOf(database());
    },
    queue: async ({ tenant }, caller) => queue.view(tenantAsked(tenant, caller)),
    refreshQueue: async ({ tenant }, caller) => queue.refresh(tenantAsked(tenant, caller)),
    cancelQueue: async ({ tenant }, caller) => {
      queue.cancel(tenantAsked(tenant, caller));
      return null;
    },
    setMe: async ({ tenant, me }, caller) => {
      await queue.setMe(tenantAsked(tenant, caller), me);
      return null;
    },
    openDeal: async ({ tenant, dealId }, caller) =>
      openDeal(database(), tenantAsked(tenant, caller), dealId, caller.tab?.id ?? null),
    onScreen: async ({ rows }, caller) => queue.onScreen(tenantFor(caller), rows),
  };
}

async function tenantsOf(database: FairleadDatabase): Promise<QueueTenant[]> {
  const seen = (await database.deals.orderBy('tenant').uniqueKeys()).map(String);
  const tenants = await Promise.all(
    seen.map(async (tenant): Promise<QueueTenant[]> => {
      const { adapter, origin } = splitTenant(tenant);
      if (!(await crmAllowed(tenant))) return [];
      return [{ tenant, title: (await adapterInUse(adapter))?.title ?? adapter, host: new URL(origin).host }];
    }),
  );
  return tenants.flat();
}
