import { adapterInUse } from '@/lib/cache/adapters';
import { readRules } from '@/lib/cache/policy-cache';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { readPlan } from '@/lib/crm/read-plan';
import { apiWay } from '@/lib/crm/write/api-way';
import { pageWay } from '@/lib/crm/write/page-way';
import type { WritePort } from '@/lib/crm/write/perform';
import { apiTakes, pageTakes } from '@/lib/crm/write/targets';
import { allowsCrm, CRM_NOT_ALLOWED, isLocked, LOCKED } from '@/lib/domain/policy-rules';
import { splitTenant } from '@/lib/domain/tenant';
import type { WriteEntry, WriteResult } from '@/lib/domain/writes';
import { crmAccess, type SignIns } from './crm-access';
import { currentClock } from './current-clock';
import { packsFields } from './packs-fields';
import type { CrmTab } from './service';

export type WriteFrom = { entry: WriteEntry; tab: CrmTab | null; signIns: SignIns };

/**
 * The ways to write to a deal, best first: the CRM's API where it is open to us, then the form of the page that shows the deal.
 * Without any, why there is none.
 */
export async function writePorts({ entry, tab, signIns }: WriteFrom): Promise<WritePort[] | WriteResult> {
  const rules = await readRules();
  // What was kept before the policy said so is not sent either; the journal holds it, with why.
  if (isLocked(rules, 'writes')) return refused(LOCKED);
  const { adapter: adapterId, origin } = splitTenant(entry.tenant);
  if (!allowsCrm(rules, adapterId)) return refused(CRM_NOT_ALLOWED);
  const adapter = await adapterInUse(adapterId);
  if (!adapter) return refused('This CRM is not connected any more.');
  const { own, types } = await packsFields();
  const fields = entry.edits.map(({ field }) => field);
  const ports: WritePort[] = [];
  const overApi = entry.task === undefined ? fields.every((field) => apiTakes(adapter, field, own)) : hasTask(adapter);
  if (overApi) {
    const access = await crmAccess(adapter, entry.tenant, origin, tab?.id ?? null, signIns);
    if (access.ok) ports.push(apiWay({ ...access, dealId: entry.dealId, own, now: Date.now }));
    else if (access.problem) ports.push(unreachable(access.problem.message));
  }
  const recipe = adapter.write?.page;
  if (recipe && entry.task === undefined && fields.every((field) => pageTakes(adapter, field, own))) {
    const plan = readPlan(adapter, own);
    if (tab)
      ports.push(
        pageWay({ tabId: tab.id, adapter, plan, dealId: entry.dealId, own, types, clock: currentClock }, recipe),
      );
    else if (ports.length === 0) return { kind: 'waiting', reason: 'notOpen', message: 'The deal’s page is not open.' };
  }
  return ports.length > 0 ? ports : refused('This cannot be written to this CRM from here.');
}

/** A way that is closed for now: tried in its turn, it only says why. */
function unreachable(message: string): WritePort {
  const waits = { kind: 'waiting', reason: 'signedOut', message } as const;
  return {
    way: 'api',
    read: () => Promise.resolve(waits),
    send: () => Promise.resolve(waits),
    pause: () => Promise.resolve(),
  };
}

function hasTask(adapter: Adapter): boolean {
  return adapter.api?.task !== undefined;
}

function refused(message: string): WriteResult {
  return { kind: 'refused', message, fields: {} };
}
