import { packInUse } from '@/lib/cache/pack-in-use';
import type { OwnField } from '@/lib/crm/read-plan';
import type { FieldTypes } from '@/lib/domain/parse';
import { packFields } from '@/lib/rules/pack-fields';

/** The fields that the active pack adds to those of every CRM, and their types. */
export async function packsFields(): Promise<{ own: readonly OwnField[]; types: FieldTypes }> {
  const pack = await packInUse();
  const fields = pack === null ? [] : packFields(pack);
  return { own: fields, types: Object.fromEntries(fields.map((field) => [field.key, field.type])) };
}
