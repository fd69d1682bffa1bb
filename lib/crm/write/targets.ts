import type { Adapter } from '@/lib/crm/adapter-schema';
import type { PageWrite, WriteTarget } from '@/lib/crm/adapter-write-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import type { DealFieldKey, FieldKey } from '@/lib/domain/fields';

/** Where a field is in the CRM's own form, best first; none where the recipe does not say. */
export function targetsOf(
  recipe: PageWrite,
  field: FieldKey,
  own: readonly OwnField[],
  adapter: Adapter,
): WriteTarget[] {
  if (!field.startsWith('custom.')) {
    const target = recipe.fields[field as DealFieldKey];
    return target === undefined ? [] : [target].flat();
  }
  const name = own.find(({ key }) => key === field)?.crm[adapter.route.adapter];
  // A field name is data of a pack: only plain API names reach a selector.
  if (name === undefined || !/^\w+$/.test(name)) return [];
  return (recipe.custom ?? []).map((target) => ({
    ...target,
    css: target.css.replaceAll('{crm}', name),
    called: [...(target.called ?? []).map((each) => each.replaceAll('{crm}', name)), name],
  }));
}

/** Whether the CRM's own form has a place for a field. */
export function pageTakes(adapter: Adapter, field: FieldKey, own: readonly OwnField[]): boolean {
  const recipe = adapter.write?.page;
  return recipe !== undefined && targetsOf(recipe, field, own, adapter).length > 0;
}

/** Whether the CRM's API has a place for a field. */
export function apiTakes(adapter: Adapter, field: FieldKey, own: readonly OwnField[]): boolean {
  const write = adapter.api?.write;
  if (!write) return false;
  if (!field.startsWith('custom.')) return write.fields[field as DealFieldKey] !== undefined;
  const named = own.find(({ key }) => key === field);
  if (named?.contact === true && adapter.api?.people?.roles !== undefined) return true; // as a role, where there is no field
  return write.custom !== undefined && named !== undefined && adapter.route.adapter in named.crm;
}

/** The adapter's search for what a field is to name; null where it is typed only. */
export function searchOf(adapter: Adapter, field: FieldKey, own: readonly OwnField[]): string | null {
  if (own.some(({ key, contact }) => key === field && contact === true)) return adapter.api?.people?.search ?? null;
  const fields: Readonly<Record<string, { search?: string } | undefined>> = adapter.api?.write?.fields ?? {};
  return fields[field]?.search ?? null;
}

/** Whether this CRM keeps a field as a person's role on the deal, as the pack names no field of it for this CRM. */
export function isRoleIn(adapter: Adapter, field: FieldKey, own: readonly OwnField[]): boolean {
  const named = own.find(({ key }) => key === field);
  if (named?.contact !== true || adapter.api?.people?.roles === undefined) return false;
  return !(adapter.route.adapter in named.crm);
}
