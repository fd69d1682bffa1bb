import type { FieldType } from '@/lib/domain/fields';
import type { CompiledField } from './types';

/** A field of the pack's own, with what a reader needs to find it. */
export type PackField = {
  key: `custom.${string}`;
  label: string;
  type: FieldType;
  labels: string[];
  /** It names a person. */
  contact?: true;
  crm: Record<string, string>;
};

/** The custom fields a pack asks to be read. */
export function packFields(pack: {
  fields: readonly Pick<CompiledField, 'key' | 'label' | 'type' | 'labels' | 'crm' | 'contact'>[];
}): PackField[] {
  return pack.fields.flatMap((field): PackField[] => {
    if (!isCustom(field.key)) return [];
    const labels = [...new Set([field.label, ...field.labels])];
    const person = field.contact === true ? { contact: true as const } : {};
    return [{ key: field.key, label: field.label, type: field.type, labels, ...person, crm: { ...field.crm } }];
  });
}

function isCustom(key: string): key is `custom.${string}` {
  return key.startsWith('custom.');
}
