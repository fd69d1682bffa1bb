import type { Caller } from './service';

/** The tenant of the CRM tab a call came from; throws where the page belongs to none. */
export function tenantFor({ tenant }: Caller): string {
  if (tenant === null) throw new Error('this page belongs to no CRM tab');
  return tenant;
}
