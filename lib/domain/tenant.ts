/** A tenant: one CRM account, as adapter id and page origin. All stored data is keyed by it. */
export function tenantOf(adapter: string, origin: string): string {
  return `${adapter}@${origin}`;
}
