import { adapterNamed, routeAt, type Catalog } from '@/lib/crm/catalog';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { usesPageSession } from '@/lib/crm/sign-in-ways';
import { tenantOf } from '@/lib/domain/tenant';
import type { TenantLine } from '@/lib/messaging/admin-calls';

/** What a tab is to us. */
export type Site =
  /** The browser's own pages, files, and what no extension may read. */
  | { kind: 'none' }
  /** A page of no CRM that is known. */
  | { kind: 'unknown'; url: URL }
  | { kind: 'crm'; url: URL; adapter: Adapter; tenant: string; allowed: boolean; paused: boolean };

export type SiteInputs = {
  catalog: Catalog;
  url: URL | null;
  allowed: (pattern: string) => boolean;
  paused: readonly string[];
};

/** What an address is to us, as things stand. */
export function siteAt({ catalog, url, allowed, paused }: SiteInputs): Site {
  if (!url || !/^https?:$/.test(url.protocol)) return { kind: 'none' };
  const route = routeAt(catalog, url);
  const adapter = route && adapterNamed(catalog, route.adapter);
  if (!adapter) return { kind: 'unknown', url };
  const tenant = tenantOf(adapter.route.adapter, url.origin);
  return { kind: 'crm', url, adapter, tenant, allowed: allowed(hostPattern(url)), paused: paused.includes(url.origin) };
}

/** The pattern of a permission for one host. */
export function hostPattern({ protocol, hostname }: URL): string {
  return `${protocol}//${hostname}/*`;
}

/** By what a CRM is read here besides its page. */
export type ReadBy = 'page' | 'session' | 'signedIn' | 'signedOut';

export function readBy(adapter: Adapter, line: TenantLine | undefined): ReadBy {
  if (line?.connection) return line.connection.signedOut === null ? 'signedIn' : 'signedOut';
  return adapter.api && usesPageSession(adapter) ? 'session' : 'page';
}
