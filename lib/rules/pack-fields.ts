import type { FieldType } from '@/lib/domain/fields';
import type { CompiledField } from './types';

/** A field of the pack's own, with what a reader needs to find it. */
export type PackField = {
  key: `custom.${string}`;
  label: string;
  type: FieldType;
  labels: string[];
  crm: Record<string, string>;
};

/** The custom fields a pack asks to be read. */
export function packFields(pack: {
  fields: readonly Pick<CompiledField, 'key' | 'label' | 'type' | 'labels' | 'crm'>[];
}): PackField[] {
  return pack.fields.flatMap((field): PackField[] => {
    if (!isCustom(field.key)) return [];
    const labels = [...new Set([field.label, ...field.labels])];
    return [{ key: field.key, label: field.label, type: field.type, labels, crm: { ...field.crm } }];
  });
}

function isCustom(key: string): key is `custom.${string}` {
  return key.startsWith('custom.');
}
