import { readPack } from '@/lib/cache/pack-cache';
import type { OwnField } from '@/lib/crm/read-plan';
import type { FieldTypes } from '@/lib/domain/parse';
import { loadPack } from '@/lib/rules/load';
import { packFields } from '@/lib/rules/pack-fields';

/** The fields that the active pack adds to those of every CRM, and their types. */
export async function packsFields(): Promise<{ own: readonly OwnField[]; types: FieldTypes }> {
  const cached = await readPack();
  const loaded = cached ? loadPack(cached.compiled) : null;
  const fields = loaded?.ok ? packFields(loaded.pack) : [];
  return { own: fields, types: Object.fromEntries(fields.map((field) => [field.key, field.type])) };
}
