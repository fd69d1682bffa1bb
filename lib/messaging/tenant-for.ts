import { CRM_NOT_ALLOWED } from '@/lib/domain/policy-rules';
import type { Caller } from './service';

/** The tenant of the CRM tab a call came from; throws where the page belongs to none. */
export function tenantFor({ tenant, blocked = false }: Caller): string {
  if (blocked) throw new Error(CRM_NOT_ALLOWED);
  if (tenant === null) throw new Error('this page belongs to no CRM tab');
  return tenant;
}

/** Only the extension's own tabs say whose queue they mean: a panel's is that of the CRM it is framed in. */
export function tenantAsked(tenant: string | null, caller: Caller): string {
  if (!caller.ownTab) return tenantFor(caller);
  if (tenant === null) throw new Error('which CRM is meant was not said');
  return tenant;
}
