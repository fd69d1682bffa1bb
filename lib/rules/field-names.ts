import { DEAL_FIELDS, type DealFieldKey, type FieldKey } from '@/lib/domain/fields';

function isCanonical(name: string): name is DealFieldKey {
  return Object.hasOwn(DEAL_FIELDS, name);
}

/** The key of a field as a pack names it: `closeDate`, `economic_buyer` or `custom.economic_buyer`; null when it is none. */
export function fieldKey(name: string): FieldKey | null {
  if (isCanonical(name)) return name;
  const own = name.startsWith('custom.') ? name.slice('custom.'.length) : name;
  return own.includes('.') ? null : `custom.${own}`;
}

/** A canonical field's label and type; null for a custom one. */
export function canonical(key: FieldKey): (typeof DEAL_FIELDS)[DealFieldKey] | null {
  return isCanonical(key) ? DEAL_FIELDS[key] : null;
}
