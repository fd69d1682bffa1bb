import { ADAPTERS } from '@/lib/crm/registry';
import type { FieldKey } from '@/lib/domain/fields';
import type { CrmReach } from '@/lib/rules/lint/types';

/** Ids of the adapters that the extension ships. */
export const SHIPPED: readonly string[] = ADAPTERS.map((adapter) => adapter.route.adapter);

/** What an adapter can read, for the checks; null when there is none of that id. */
export function crmReach(id: string): CrmReach | null {
  const adapter = ADAPTERS.find((a) => a.route.adapter === id);
  if (adapter === undefined) return null;
  const own = adapter.custom.flatMap((at): ('label' | 'name')[] => [
    ...(at.labels === undefined ? [] : ['label' as const]),
    ...(at.css?.includes('{crm}') === true ? ['name' as const] : []),
  ]);
  const lists = Object.entries(adapter.read.lists).map(([name, list]) => [name, Object.keys(list.fields)] as const);
  return {
    id,
    title: adapter.title,
    fields: Object.keys(adapter.read.fields) as FieldKey[],
    lists: Object.fromEntries(lists),
    own: [...new Set(own)],
  };
}
