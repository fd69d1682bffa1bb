import { dropDeals, writeDeal } from '@/lib/cache/deal-cache';
import { noteStageLabel } from '@/lib/cache/stage-labels';
import { installFile, renew, useBundled } from '@/lib/channels/active-pack';
import { dealName } from '@/lib/domain/deal';
import type { FairleadDatabase } from '@/lib/store/database';
import { recordReading } from '@/lib/store/history';
import { forgottenDeals } from '@/lib/store/forgotten-deals';
import { adminOnly } from './admin-only';
import type { SignIns } from './crm-access';
import { adapterHandlers } from './handle-adapters';
import { connectionHandlers } from './handle-connections';
import { crmHandlers, notePageReading } from './handle-crm';
import type { PullRunner } from './pull-runner';
import type { Handlers } from './service';
import { signInsOf } from './sign-ins';
import { tenantFor } from './tenant-for';
import { writeHandlers } from './write-handlers';

/** What the background does for the extension's pages. `database` is opened on first use. */
export function handlers(
  database: () => FairleadDatabase,
  now: () => number,
  signIns: SignIns = signInsOf(database, now),
): { handlers: Handlers; pulls: PullRunner; sendAll: () => Promise<void> } {
  const crm = crmHandlers(database, now, signIns);
  const writes = writeHandlers(database, now, signIns);
  const all: Handlers = {
    ...writes.handlers,
    ...crm.handlers,
    assessed: async ({ deal, assessment, readable }, caller) => {
      const tenant = tenantFor(caller);
      if (assessment.dealId !== deal.id) throw new Error('the assessment is of another deal');
      const history = await recordReading(database(), tenant, deal, assessment);
      await writeDeal(tenant, deal.id, { name: dealName(deal), assessment, history });
      await noteStageLabel(tenant, assessment.stage.label);
      await dropDeals(tenant, await forgottenDeals(database(), tenant));
      if (readable) await notePageReading(database(), tenant, readable, deal.readAt);
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
    ...adapterHandlers(database, now),
    ...connectionHandlers(database, now),
  };
  return { handlers: all, pulls: crm.pulls, sendAll: writes.sendAll };
}
