import { DEAL_FIELDS, type FieldKey, type FieldType } from '@/lib/domain/fields';
import type { Draft, Placed } from './draft';
import { canonical, fieldKey } from './field-names';
import { readAs } from './field-types';

/** Reports something wrong in a placed part of a pack, with the names that would have been right. */
export type Report = (
  at: Placed<unknown>,
  path: string,
  text: string,
  message: string,
  candidates?: Iterable<string>,
) => void;

/** The type of a field that is canonical or declared. */
export function typeOf(key: FieldKey, draft: Draft): FieldType {
  return canonical(key)?.type ?? readAs(draft.fields.get(key)?.item.type ?? 'text');
}

/** The field a name stands for, if it is canonical or declared. */
export function known(name: string, draft: Draft): FieldKey | null {
  const key = fieldKey(name);
  return key !== null && (canonical(key) !== null || draft.fields.has(key)) ? key : null;
}

export function fieldNames(draft: Draft): string[] {
  return [...Object.keys(DEAL_FIELDS), ...[...draft.fields.keys()].map((k) => k.replace(/^custom\./, ''))];
}
