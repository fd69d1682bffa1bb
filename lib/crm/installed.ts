import type { Adapter } from './adapter-schema';

/** Who brought an adapter that is not shipped. The way it came says so, never the document. */
export type AdapterSource = 'file' | 'pack' | 'policy';

/** An adapter that was put in, besides the shipped ones. */
export type InstalledAdapter = {
  adapter: Adapter;
  source: AdapterSource;
  /** Name of the file, pack or policy, for people. */
  from: string;
  /** ms since the epoch */
  at: number;
  /** It may stand in for a shipped adapter: an admin was told which, and confirmed. */
  override: boolean;
};

/**
 * Where a firm runs a CRM of its own: an origin and a path that ends in a slash. `prefix`: what the firm calls the part of
 * the path that the adapter's patterns name `{prefix}`.
 */
export type CrmAddress = { adapter: string; origin: string; path: string; prefix?: string; at: number };

/** All that was added to the shipped adapters. */
export type Installed = { format: 1; adapters: readonly InstalledAdapter[]; addresses: readonly CrmAddress[] };

export const NOTHING_INSTALLED: Installed = { format: 1, adapters: [], addresses: [] };

/** A later word of a stronger source stands: what a policy brought, no file replaces. */
const STRENGTH: Readonly<Record<AdapterSource, number>> = { file: 0, pack: 1, policy: 2 };

/** Whether an adapter of this source may replace one of the same id. */
export function mayReplace(before: AdapterSource, next: AdapterSource): boolean {
  return STRENGTH[next] >= STRENGTH[before];
}

/** Puts an adapter in, in place of an earlier one of its id. */
export function withAdapter(installed: Installed, next: InstalledAdapter): Installed {
  const others = installed.adapters.filter(({ adapter }) => adapter.route.adapter !== next.adapter.route.adapter);
  return { ...installed, adapters: [...others, next] };
}

/** Takes an adapter out, with the addresses that only it knew how to read. */
export function withoutAdapter(installed: Installed, id: string, shipped: readonly string[]): Installed {
  return {
    ...installed,
    adapters: installed.adapters.filter(({ adapter }) => adapter.route.adapter !== id),
    addresses: installed.addresses.filter(({ adapter }) => adapter !== id || shipped.includes(id)),
  };
}

export function withAddress(installed: Installed, next: CrmAddress): Installed {
  return { ...installed, addresses: [...withoutAddress(installed, next).addresses, next] };
}

export function withoutAddress(installed: Installed, { origin, path }: Pick<CrmAddress, 'origin' | 'path'>): Installed {
  return {
    ...installed,
    addresses: installed.addresses.filter((address) => address.origin !== origin || address.path !== path),
  };
}
