import type { Adapter } from '@/lib/crm/adapter-schema';
import { originsOf } from '@/lib/crm/import/check-file';
import { inUse, type AdapterSource, type Installed, type InstalledAdapter, type TakeOver } from '@/lib/crm/installed';
import { allowsCrm, NO_RULES, type PolicyRules } from '@/lib/domain/policy-rules';

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
  /** An adapter that another one stands in for does nothing. */
  replaced: boolean;
  /** What a pack's adapter would take over; it waits until that is confirmed. */
  waitsFor: readonly TakeOver[];
  /** The managed policy lets nothing be done on this CRM. */
  blocked: boolean;
  /** Hosts of its API that the browser does not let us call yet, where a pack or policy asks for them. */
  wants: readonly string[];
};

/** Added adapters first, as the admin's own doing; then the shipped ones by title. */
export function crmLines(
  shipped: readonly Adapter[],
  installed: Installed,
  allowed: (pattern: string) => boolean,
  rules: PolicyRules = NO_RULES,
): CrmLine[] {
  const used = inUse(
    installed,
    shipped.map(({ route }) => route.adapter),
  );
  const usedIds = new Set(used.map(({ adapter }) => adapter.route.adapter));
  const line = (adapter: Adapter, source: CrmLine['source'], from: string | null): CrmLine => ({
    id: adapter.route.adapter,
    title: adapter.title,
    proof: adapter.proof,
    source,
    from,
    places: placesOf(adapter, source, installed, allowed),
    replaced: source === 'shipped' && usedIds.has(adapter.route.adapter),
    waitsFor: [],
    blocked: !allowsCrm(rules, adapter.route.adapter),
    wants: [],
  });
  const addedLine = (one: InstalledAdapter): CrmLine => {
    const waitsFor = one.override ? [] : (one.takesOver ?? []);
    return {
      ...line(one.adapter, one.source, one.from),
      replaced: waitsFor.length === 0 && !used.includes(one),
      waitsFor,
      wants: one.source === 'file' ? [] : originsOf(one.adapter).filter((origin) => !allowed(origin)),
    };
  };
  return [
    ...installed.adapters.map(addedLine),
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
