import { DEAL_FIELDS } from '@/lib/domain/fields';

/** What people call a field: by the pack, else as everywhere; its key where neither knows it. */
export function fieldLabel(key: string, own: readonly { key: string; label: string }[]): string {
  const canonical: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
  return own.find((field) => field.key === key)?.label ?? canonical[key]?.label ?? key;
}
