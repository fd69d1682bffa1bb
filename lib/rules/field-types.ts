import type { FieldType } from '@/lib/domain/fields';

/** Types a pack may give a custom field; a contact is read as the contact's name. */
export const fieldTypes = [
  'text',
  'longText',
  'number',
  'percent',
  'money',
  'date',
  'instant',
  'picklist',
  'contact',
] as const satisfies readonly (FieldType | 'contact')[];

export type PackFieldType = (typeof fieldTypes)[number];

/** The type a reader and the evaluator work with. */
export function readAs(type: PackFieldType): FieldType {
  return type === 'contact' ? 'text' : type;
}
