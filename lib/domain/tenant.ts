/** A tenant: one CRM account, as adapter id and page origin. All stored data is keyed by it. */
export function tenantOf(adapter: string, origin: string): string {
  return `${adapter}@${origin}`;
}

/** The parts of a tenant. */
export function splitTenant(tenant: string): { adapter: string; origin: string } {
  const at = tenant.indexOf('@');
  return { adapter: tenant.slice(0, at), origin: tenant.slice(at + 1) };
}
