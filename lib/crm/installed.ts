import type { Adapter } from './adapter-schema';
import type { AdapterError } from './import/adapter-error';

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
  /** It may stand in for another adapter: an admin was told which, and confirmed; a policy is such a word by itself. */
  override: boolean;
  /** What a pack's or policy's adapter would take over; while that is not confirmed, the adapter only waits. */
  takesOver?: readonly TakeOver[];
};

/** Something of another adapter that this one would take over; an admin must confirm each. */
export type TakeOver = { what: 'id' | 'host'; name: string; of: string };

/** An adapter document of a pack or policy that cannot be used. */
export type BroughtProblem = {
  source: AdapterSource;
  from: string;
  /** Place in the list, from 0. */
  index: number;
  errors: readonly AdapterError[];
};

/**
 * Where a firm runs a CRM of its own: an origin and a path that ends in a slash. `prefix`: what the firm calls the part of
 * the path that the adapter's patterns name `{prefix}`.
 */
export type CrmAddress = { adapter: string; origin: string; path: string; prefix?: string; at: number };

/**
 * All that was added to the shipped adapters. One id may be there from each source: the strongest is in use, and when it goes
 * the one before is back.
 */
export type Installed = {
  format: 1;
  adapters: readonly InstalledAdapter[];
  addresses: readonly CrmAddress[];
  problems?: readonly BroughtProblem[];
  /** What a pack and a policy brought last, as a digest: the same again is not checked again. */
  brought?: Readonly<Partial<Record<AdapterSource, string>>>;
};

export const NOTHING_INSTALLED: Installed = { format: 1, adapters: [], addresses: [] };

/** A later word of a stronger source stands: what a policy brought, no file replaces. */
const STRENGTH: Readonly<Record<AdapterSource, number>> = { file: 0, pack: 1, policy: 2 };

/** Whether an adapter of this source may replace one of the same id. */
export function mayReplace(before: AdapterSource, next: AdapterSource): boolean {
  return STRENGTH[next] >= STRENGTH[before];
}

/** Those that work, the strongest of each id, in the order in which their places count. */
export function inUse({ adapters }: Installed, shipped: readonly string[]): InstalledAdapter[] {
  const works = ({ adapter, override, takesOver = [] }: InstalledAdapter): boolean =>
    override || (!shipped.includes(idOf(adapter)) && takesOver.length === 0);
  const ready = adapters.filter(works).toSorted((a, b) => STRENGTH[b.source] - STRENGTH[a.source]);
  return ready.filter((one, at) => ready.findIndex((other) => idOf(other.adapter) === idOf(one.adapter)) === at);
}

function idOf({ route }: Adapter): string {
  return route.adapter;
}

/** Puts an adapter in, in place of an earlier one of its id and source. */
export function withAdapter(installed: Installed, next: InstalledAdapter): Installed {
  return { ...installed, adapters: [...withoutOne(installed, idOf(next.adapter), next.source), next] };
}

/** Lets an adapter stand in for what it takes over: an admin was told what that is. */
export function confirmed(installed: Installed, id: string, source: AdapterSource): Installed {
  const adapters = installed.adapters.map((one) =>
    idOf(one.adapter) === id && one.source === source ? { ...one, override: true } : one,
  );
  return { ...installed, adapters };
}

/** Takes out the adapter that a file brought, with the addresses that only it knew how to read. */
export function withoutAdapter(installed: Installed, id: string, shipped: readonly string[]): Installed {
  return onlyKnown({ ...installed, adapters: withoutOne(installed, id, 'file') }, shipped);
}

function withoutOne({ adapters }: Installed, id: string, source: AdapterSource): InstalledAdapter[] {
  return adapters.filter((one) => idOf(one.adapter) !== id || one.source !== source);
}

/** Without the addresses of adapters that are no longer there at all. */
export function onlyKnown(installed: Installed, shipped: readonly string[]): Installed {
  const known = new Set([...shipped, ...installed.adapters.map(({ adapter }) => idOf(adapter))]);
  return { ...installed, addresses: installed.addresses.filter(({ adapter }) => known.has(adapter)) };
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
