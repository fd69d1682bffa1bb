import type { Adapter } from './adapter-schema';
import { inUse, type CrmAddress, type Installed } from './installed';
import { routeFor, type SiteRoute } from './route';

/** Every adapter in use and where it works: the shipped ones with what was put in. */
export type Catalog = {
  adapters: readonly Adapter[];
  /** Places that were added; they come before the shipped ones, as an override that an admin confirmed must. */
  added: readonly SiteRoute[];
  shipped: readonly SiteRoute[];
  /** Places of CRMs that the managed policy does not allow: nothing is done there. */
  blocked: readonly SiteRoute[];
};

/**
 * Joins shipped and added adapters. An added one of a shipped id stands in for it only as a confirmed override. What a policy
 * brought works at its places before any address of a user's own. `allowed`: whether the policy lets an adapter work.
 */
export function catalogOf(
  shipped: readonly Adapter[],
  installed: Installed,
  allowed: (adapter: string) => boolean = () => true,
): Catalog {
  const usable = inUse(
    installed,
    shipped.map((adapter) => adapter.route.adapter),
  );
  const replaced = new Set(usable.map(({ adapter }) => adapter.route.adapter));
  const own = shipped.filter((adapter) => !replaced.has(adapter.route.adapter));
  const adapters = [...usable.map(({ adapter }) => adapter), ...own];
  const added = [
    ...usable.filter(({ source }) => source === 'policy').map(({ adapter }) => adapter.route),
    ...installed.addresses.flatMap((address) => siteOf(adapters, address)),
    ...usable.filter(({ source }) => source !== 'policy').map(({ adapter }) => adapter.route),
  ];
  const all = own.map((adapter) => adapter.route);
  const works = ({ adapter }: SiteRoute): boolean => allowed(adapter);
  return {
    adapters: adapters.filter(({ route }) => works(route)),
    added: added.filter(works),
    shipped: all.filter(works),
    blocked: [...added, ...all].filter((route) => !works(route)),
  };
}

function siteOf(adapters: readonly Adapter[], address: CrmAddress): SiteRoute[] {
  const adapter = adapters.find(({ route }) => route.adapter === address.adapter);
  if (!adapter) return [];
  const { origin, path, prefix } = address;
  const { hostname, protocol } = new URL(origin);
  const { devHosts: _tryOut, ...route } = adapter.route;
  const hosts = [`${protocol}//${hostname}${path}*`];
  return [{ ...route, origin, below: path.slice(0, -1), hosts, ...(prefix === undefined ? {} : { prefix }) }];
}

/** The route that works on an address, or null. */
export function routeAt({ added, shipped }: Catalog, url: URL): SiteRoute | null {
  return routeFor([...added, ...shipped], url);
}

/** Whether the managed policy keeps us from working on an address that an adapter knows. */
export function isBlocked(catalog: Catalog, url: URL): boolean {
  return routeAt(catalog, url) === null && routeFor(catalog.blocked, url) !== null;
}

/** Whether the managed policy does not let the adapter of this id work. */
export function isBlockedCrm({ blocked }: Catalog, id: string): boolean {
  return blocked.some(({ adapter }) => adapter === id);
}

/** The adapter of this id, or null. */
export function adapterNamed({ adapters }: Catalog, id: string): Adapter | null {
  return adapters.find((adapter) => adapter.route.adapter === id) ?? null;
}

/** Match patterns of all places where added adapters work, each once. */
export function addedHosts({ added }: Catalog): string[] {
  return [...new Set(added.flatMap((route) => [...route.hosts, ...(route.devHosts ?? [])]))];
}
