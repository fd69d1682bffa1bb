import { dropDeals, writeDeal } from '@/lib/cache/deal-cache';
import { installFile, renew, useBundled } from '@/lib/channels/active-pack';
import { dealName } from '@/lib/domain/deal';
import type { FairleadDatabase } from '@/lib/store/database';
import { recordReading } from '@/lib/store/history';
import { forgottenDeals } from '@/lib/store/forgotten-deals';
import type { Caller, Handlers } from './service';
import { tenantFor } from './tenant-for';
import { writeHandlers } from './write-handlers';

/** What the background does for the extension's pages. `database` is opened on first use. */
export function handlers(database: () => FairleadDatabase, now: () => number): Handlers {
  return {
    ...writeHandlers(database, now),
    assessed: async ({ deal, assessment }, caller) => {
      const tenant = tenantFor(caller);
      if (assessment.dealId !== deal.id) throw new Error('the assessment is of another deal');
      const history = await recordReading(database(), tenant, deal, assessment);
      await writeDeal(tenant, deal.id, { name: dealName(deal), assessment, history });
      await dropDeals(tenant, await forgottenDeals(database(), tenant));
      return history;
    },
    renewPack: () => renew(database(), now()),
    useBundledPack: (_input, caller) => {
      adminOnly(caller);
      return useBundled(database(), now());
    },
    installPack: ({ text }, caller) => {
      adminOnly(caller);
      return installFile(database(), text, now());
    },
  };
}

function adminOnly(caller: Caller): void {
  if (!caller.ownTab) throw new Error('packs are put in from the extension’s own pages only');
}
