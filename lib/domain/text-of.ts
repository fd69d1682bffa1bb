import type { Field } from './deal';

/** The text or number a field holds, as text; empty for anything else. */
export function textOf(field: Field | undefined): string {
  if (field?.state !== 'value' || typeof field.value === 'object') return '';
  return String(field.value);
}
