import { adapterInUse } from '@/lib/cache/adapters';
import { readChoices } from '@/lib/crm/api/choices';
import { searchNames } from '@/lib/crm/api/search';
import { searchOf } from '@/lib/crm/write/targets';
import { splitTenant } from '@/lib/domain/tenant';
import type { FieldKey } from '@/lib/domain/fields';
import { accountDeals, seenValues } from '@/lib/store/account-deals';
import type { FairleadDatabase } from '@/lib/store/database';
import { crmAccess, type Access, type SignIns } from './crm-access';
import { packsFields } from './packs-fields';
import type { Choices, ProposalCalls } from './proposal-calls';
import type { Caller, Handlers } from './service';
import { tenantFor } from './tenant-for';

/** What is known beside the open deal: the account's other deals, and what may be chosen. */
export function proposalHandlers(
  database: () => FairleadDatabase,
  signIns: SignIns,
): Pick<Handlers, keyof ProposalCalls> {
  return {
    accountDeals: async ({ dealId, account, fields }, caller) =>
      accountDeals(database(), tenantFor(caller), dealId, account, fields),
    choices: async ({ fields }, caller) => {
      const own = await ownChoices(fields, caller, signIns);
      const rest = fields.filter((field) => own[field] === undefined);
      const seen = rest.length === 0 ? {} : await seenValues(database(), tenantFor(caller), rest);
      return { ...offered(seen, false), ...offered(own, true) };
    },
    lookup: async ({ field, text }, caller) => {
      const access = await accessOf(caller, signIns);
      if (!access?.ok)
        return { ok: false, problem: access?.problem?.message ?? 'This CRM is read from its page only.' };
      const search = searchOf(access.adapter, field, (await packsFields()).own);
      if (search === null) return { ok: true, names: [] };
      const found = await searchNames(access.adapter, access.connection, access.send, search, text);
      return found.ok ? found : { ok: false, problem: found.problem.message };
    },
  };
}

function offered(lists: Record<string, readonly string[]>, own: boolean): Record<string, Choices> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([field, values]) => (values.length === 0 ? [] : [[field, { values, own }]])),
  );
}

/** The CRM's own lists, where its API is open to us; a CRM that fails offers none. */
async function ownChoices(
  fields: readonly FieldKey[],
  caller: Caller,
  signIns: SignIns,
): Promise<Record<string, readonly string[]>> {
  const access = await accessOf(caller, signIns);
  if (!access?.ok) return {};
  const { own } = await packsFields();
  return readChoices(access.adapter, access.connection, access.send, fields, own).catch(() => ({}));
}

/** The way to the CRM of the tab that asks; null: no CRM in use. */
async function accessOf(caller: Caller, signIns: SignIns): Promise<Access | null> {
  const tenant = tenantFor(caller);
  const { adapter: id, origin } = splitTenant(tenant);
  const adapter = await adapterInUse(id);
  return adapter && crmAccess(adapter, tenant, origin, caller.tab?.id ?? null, signIns);
}
