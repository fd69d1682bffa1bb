import type { Route } from './adapter-schema';

/** Where the tab is: a deal (with its id), a list or board of deals, or another page of the CRM. */
export type Place =
  | { kind: 'record' | 'edit'; adapter: string; id: string }
  | { kind: 'list' | 'board' | 'other'; adapter: string };

type Address = Pick<URL, 'protocol' | 'host' | 'hostname' | 'pathname' | 'search' | 'hash'>;

/**
 * A route at one place. A CRM on a firm's own server has an exact `origin` (match patterns know no ports) and may lie
 * below a path, `below`, which its own addresses do not have.
 */
export type SiteRoute = Route & {
  origin?: string;
  below?: string;
  /** The managed policy does not allow this CRM: the page is left alone until the toolbar button is pressed. */
  quiet?: true;
};

/** True when a match pattern covers the address. Only the forms that `Route.hosts` allows: scheme://host/path*. */
export function matchesHost(pattern: string, url: Address): boolean {
  const parts = /^(https?):\/\/(\*\.)?([^/*]+)(\/.*)$/.exec(pattern);
  if (!parts) return false;
  const [, scheme = '', wildcard, host = '', path = ''] = parts;
  if (url.protocol !== `${scheme}:`) return false;
  const sameHost = url.hostname === host || (wildcard !== undefined && url.hostname.endsWith(`.${host}`));
  return sameHost && (path.endsWith('*') ? url.pathname.startsWith(path.slice(0, -1)) : url.pathname === path);
}

/** The adapter's route for an address, or null where no adapter works. */
export function routeFor(routes: readonly SiteRoute[], url: Address): SiteRoute | null {
  return routes.find((route) => covers(route, url)) ?? null;
}

function covers(route: SiteRoute, url: Address): boolean {
  if (route.origin !== undefined && route.origin !== `${url.protocol}//${url.host}`) return false;
  return [...route.hosts, ...(route.devHosts ?? [])].some((host) => matchesHost(host, url));
}

/** What the address says of the page. */
export function placeOf(route: SiteRoute, url: Address): Place {
  const { search: query, hash } = url;
  const path = url.pathname.slice(route.below?.length ?? 0);
  const parts = { path, hash, query, all: path + query + hash };
  for (const page of route.pages) {
    const found = new RegExp(page.pattern.replaceAll('{prefix}', route.prefix ?? '')).exec(parts[page.in]);
    if (!found) continue;
    const id = found.groups?.['id'];
    if (page.kind === 'list' || page.kind === 'board') return { kind: page.kind, adapter: route.adapter };
    if (id) return { kind: page.kind, adapter: route.adapter, id: decode(id) };
  }
  return { kind: 'other', adapter: route.adapter };
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // a stray % is part of the id as it stands
  }
}
