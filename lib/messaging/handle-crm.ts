import { adapterInUse } from '@/lib/cache/adapters';
import { readRules } from '@/lib/cache/policy-cache';
import { writeReliable } from '@/lib/cache/reliable-fields';
import { readRecord } from '@/lib/crm/api/read-record';
import { chooseWay } from '@/lib/crm/api/way';
import type { OwnField } from '@/lib/crm/read-plan';
import { isReliable, readableShare } from '@/lib/domain/adapter-health';
import { CRM_NOT_ALLOWED } from '@/lib/domain/policy-rules';
import { splitTenant } from '@/lib/domain/tenant';
import type { FairleadDatabase } from '@/lib/store/database';
import { allHealth, recordHealth } from '@/lib/store/health';
import { storeCrmHistory, storePulled } from '@/lib/store/pulled';
import { crmAccess, type Access, type SignIns } from './crm-access';
import type { CrmCalls, HealthLine } from './crm-calls';
import { crmAllowed, refuseCrm } from './policy-guard';
import { packsFields } from './packs-fields';
import { pullRunner, type PullRunner } from './pull-runner';
import type { Caller, Handlers } from './service';
import { tenantAsked, tenantFor } from './tenant-for';

/** Reads a deal over the API and keeps it as a pull would; where there is no API to ask, nothing happens. */
export type ReadAgain = (tenant: string, dealId: string) => Promise<void>;

/** The background's part in a CRM's API: reading a deal, pulling pipelines, and how readable the pages are. */
export function crmHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  signIns: SignIns,
  onPulled: (tenant: string) => void,
): { handlers: Pick<Handlers, keyof CrmCalls>; pulls: PullRunner; readAgain: ReadAgain } {
  const access = async (tenant: string, tabId: number | null = null): Promise<Access> => {
    const { adapter: id, origin } = splitTenant(tenant);
    if (!(await crmAllowed(tenant))) return { ok: false, problem: { kind: 'forbidden', message: CRM_NOT_ALLOWED } };
    const adapter = await adapterInUse(id);
    return adapter ? crmAccess(adapter, tenant, origin, tabId, signIns) : { ok: false, problem: null };
  };
  const pulls = pullRunner(database, { access, own: async () => (await packsFields()).own }, now, onPulled);
  const readAgain: ReadAgain = async (tenant, dealId) => {
    const found = await access(tenant);
    if (!found.ok) return;
    const { own } = await packsFields();
    const read = await readRecord(found.adapter, found.connection, dealId, own, found.send, now());
    if (read.ok) await storePulled(database(), tenant, [read.reading]);
  };
  return {
    pulls,
    readAgain,
    handlers: {
      readApi: async ({ dealId, own }, caller) => {
        const tenant = tenantFor(caller);
        const found = await access(tenant, caller.tab?.id ?? null);
        if (!found.ok) return { reading: null, problem: found.problem };
        const fields = own as readonly OwnField[]; // the contract's parser has held its types against these
        const read = await readRecord(found.adapter, found.connection, dealId, fields, found.send, now());
        if (!read.ok) return { reading: null, problem: read.problem };
        await storeCrmHistory(database(), tenant, read.reading);
        return { reading: read.reading, problem: null };
      },
      apiOpen: async ({ tenant }, caller) => (await access(tenantAsked(tenant, caller))).ok,
      startPull: async ({ tenant }, caller) => {
        ownTabOnly(caller);
        await refuseCrm(tenant);
        return pulls.start(tenant);
      },
      pullStatus: (_input, caller) => {
        ownTabOnly(caller);
        return pulls.status();
      },
      cancelPull: ({ tenant }, caller) => {
        ownTabOnly(caller);
        return pulls.cancel(tenant);
      },
      pullTenants: async (_input, caller) => {
        ownTabOnly(caller);
        return pullTenants(database(), signIns);
      },
      adapterHealth: async (_input, caller) => {
        ownTabOnly(caller);
        return healthLines(database());
      },
    },
  };
}

/** Notes which fields a page reading could read, and leaves at hand which of them the panel may rely on. */
export async function notePageReading(
  database: FairleadDatabase,
  tenant: string,
  readable: Readonly<Record<string, boolean>>,
  at: number,
): Promise<void> {
  const fields = await recordHealth(database, tenant, readable, at);
  await writeReliable(
    tenant,
    fields.filter(isReliable).map(({ field }) => field),
  );
}

async function pullTenants(database: FairleadDatabase, signIns: SignIns): Promise<{ tenant: string; title: string }[]> {
  const seen = (await database.deals.orderBy('tenant').uniqueKeys()).map(String);
  const { sessionCookie: byPolicy } = await readRules();
  const usable = await Promise.all(
    seen.map(async (tenant) => {
      const { adapter: id, origin } = splitTenant(tenant);
      const adapter = await adapterInUse(id);
      const found = await signIns(tenant);
      const way = adapter?.api?.pull
        ? chooseWay(adapter.api, { origin, ...(found.ok ? found.signIn : {}) }, { byPolicy })
        : null;
      return adapter && way ? [{ tenant, title: `${adapter.title}, ${new URL(origin).host}` }] : [];
    }),
  );
  return usable.flat();
}

async function healthLines(database: FairleadDatabase): Promise<HealthLine[]> {
  const rows = await allHealth(database);
  return rows.map((row) => ({
    tenant: row.tenant,
    field: row.field,
    ...readableShare(row),
    lastReadableAt: row.lastReadableAt,
    changed: row.readings.endsWith('n') && isReliable(row),
  }));
}

function ownTabOnly(caller: Caller): void {
  if (!caller.ownTab) throw new Error('this is asked for from the extension’s own pages only');
}
