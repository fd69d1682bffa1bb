import { readRules } from '@/lib/cache/policy-cache';
import { allowsCrm, CRM_NOT_ALLOWED, isLocked, LOCKED, type Lock } from '@/lib/domain/policy-rules';
import { splitTenant } from '@/lib/domain/tenant';
import { noteOnce } from '@/lib/store/audit';
import type { FairleadDatabase } from '@/lib/store/database';

/** Throws when the managed policy locks a feature, and writes down that it was tried. */
export async function refuseLocked(database: FairleadDatabase, feature: Lock, now: number): Promise<void> {
  if (!isLocked(await readRules(), feature)) return;
  const message = `Tried, and refused: the policy locks “${feature}”.`;
  await noteOnce(database, { at: now, kind: 'refused', source: 'managed policy', pack: '', version: null, message });
  throw new Error(LOCKED);
}

/** Throws when the managed policy does not allow the CRM of a tenant. */
export async function refuseCrm(tenant: string): Promise<void> {
  if (!(await crmAllowed(tenant))) throw new Error(CRM_NOT_ALLOWED);
}

/** Whether the managed policy allows the CRM of a tenant. */
export async function crmAllowed(tenant: string): Promise<boolean> {
  return allowsCrm(await readRules(), splitTenant(tenant).adapter);
}
