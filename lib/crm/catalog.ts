import type { Adapter } from './adapter-schema';
import type { CrmAddress, Installed } from './installed';
import { routeFor, type SiteRoute } from './route';

/** Every adapter in use and where it works: the shipped ones with what was put in. */
export type Catalog = {
  adapters: readonly Adapter[];
  /** Places that were added; they come before the shipped ones, as an override that an admin confirmed must. */
  added: readonly SiteRoute[];
  shipped: readonly SiteRoute[];
};

/** Joins shipped and added adapters. An added one of a shipped id stands in for it only as a confirmed override. */
export function catalogOf(shipped: readonly Adapter[], installed: Installed): Catalog {
  const taken = new Set(shipped.map((adapter) => adapter.route.adapter));
  const usable = installed.adapters.filter(({ adapter, override }) => override || !taken.has(adapter.route.adapter));
  const replaced = new Set(usable.map(({ adapter }) => adapter.route.adapter));
  const adapters = [
    ...usable.map(({ adapter }) => adapter),
    ...shipped.filter((adapter) => !replaced.has(adapter.route.adapter)),
  ];
  const addresses = installed.addresses.flatMap((address) => siteOf(adapters, address));
  return {
    adapters,
    added: [...addresses, ...usable.map(({ adapter }) => adapter.route)],
    shipped: shipped.filter((adapter) => !replaced.has(adapter.route.adapter)).map((adapter) => adapter.route),
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

/** The adapter of this id, or null. */
export function adapterNamed({ adapters }: Catalog, id: string): Adapter | null {
  return adapters.find((adapter) => adapter.route.adapter === id) ?? null;
}

/** Match patterns of all places where added adapters work, each once. */
export function addedHosts({ added }: Catalog): string[] {
  return [...new Set(added.flatMap((route) => [...route.hosts, ...(route.devHosts ?? [])]))];
}
