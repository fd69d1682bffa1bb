import { packInUse } from '@/lib/cache/pack-in-use';
import { textInUse } from '@/lib/channels/active-pack';
import { dealsToTry, dealToTry, recordedDeals } from '@/lib/learn/studio-deals';
import type { FairleadDatabase } from '@/lib/store/database';
import { packVersions, packVersionText } from '@/lib/store/pack-versions';
import { adminOnly } from './admin-only';
import { refuseCrm } from './policy-guard';
import type { Caller, Handlers } from './service';
import type { StudioCalls } from './studio-calls';

/** Answers the studio: no page that is framed in a CRM gets to see other deals, or rules that are not in use. */
export function studioHandlers(database: () => FairleadDatabase): Pick<Handlers, keyof StudioCalls> {
  const forTenant = async (tenant: string, caller: Caller): Promise<FairleadDatabase> => {
    adminOnly(caller);
    await refuseCrm(tenant);
    return database();
  };
  const own = (caller: Caller): FairleadDatabase => {
    adminOnly(caller);
    return database();
  };
  return {
    packInUse: async (_input, caller) => textInUse(own(caller)),
    packVersions: async (_input, caller) => packVersions(own(caller)),
    packVersionText: async ({ hash }, caller) => packVersionText(own(caller), hash),
    dealsToTry: async (wanted, caller) => {
      const opened = await forTenant(wanted.tenant, caller);
      return dealsToTry(opened, wanted, await packInUse());
    },
    dealToTry: async ({ tenant, dealId }, caller) => dealToTry(await forTenant(tenant, caller), tenant, dealId),
    recordedDeals: async ({ tenant, after }, caller) => recordedDeals(await forTenant(tenant, caller), tenant, after),
  };
}
