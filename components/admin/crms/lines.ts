import type { Adapter } from '@/lib/crm/adapter-schema';
import type { AdapterSource, Installed } from '@/lib/crm/installed';

/** A place where a CRM is, and whether the browser lets us work there. */
export type Place = { pattern: string; allowed: boolean; address: { origin: string; path: string } | null };

/** One CRM as the admin page shows it. */
export type CrmLine = {
  id: string;
  title: string;
  proof: Adapter['proof'];
  source: AdapterSource | 'shipped';
  /** The file, pack or policy it came from; null for a shipped one. */
  from: string | null;
  places: readonly Place[];
  /** A shipped adapter that a file stands in for does nothing. */
  replaced: boolean;
};

/** Added adapters first, as the admin's own doing; then the shipped ones by title. */
export function crmLines(
  shipped: readonly Adapter[],
  installed: Installed,
  allowed: (pattern: string) => boolean,
): CrmLine[] {
  const replaced = new Set(installed.adapters.filter((one) => one.override).map((one) => one.adapter.route.adapter));
  const line = (adapter: Adapter, source: CrmLine['source'], from: string | null): CrmLine => ({
    id: adapter.route.adapter,
    title: adapter.title,
    proof: adapter.proof,
    source,
    from,
    places: placesOf(adapter, source, installed, allowed),
    replaced: source === 'shipped' && replaced.has(adapter.route.adapter),
  });
  return [
    ...installed.adapters.map((one) => line(one.adapter, one.source, one.from)),
    ...shipped.map((adapter) => line(adapter, 'shipped', null)).toSorted((a, b) => a.title.localeCompare(b.title)),
  ];
}

function placesOf(
  adapter: Adapter,
  source: CrmLine['source'],
  { addresses }: Installed,
  allowed: (pattern: string) => boolean,
): Place[] {
  // A shipped adapter's trial hosts are in no released manifest, and nobody is to be asked for them.
  const patterns = [...adapter.route.hosts, ...(source === 'shipped' ? [] : (adapter.route.devHosts ?? []))];
  const own = addresses.filter((address) => address.adapter === adapter.route.adapter);
  return [
    ...patterns.map((pattern) => ({ pattern, allowed: allowed(pattern), address: null })),
    ...own.map(({ origin, path }) => {
      const { protocol, hostname } = new URL(origin);
      const pattern = `${protocol}//${hostname}${path}*`;
      return { pattern, allowed: allowed(pattern), address: { origin, path } };
    }),
  ];
}
