import type { Deal } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import type { DealRow } from './database';

/** Each field as it was last read, however long ago: a reading that failed is no news. */
export function lastKnown({ deal, known }: Pick<DealRow, 'deal' | 'known'>): Deal['fields'] {
  return { ...known, ...readFields(deal) };
}

/** What a row keeps beside this reading: the fields that it could not read, as they were known before. */
export function knownBeside(deal: Deal, before: Pick<DealRow, 'deal' | 'known'> | undefined): Deal['fields'] {
  if (!before) return {};
  const read = readFields(deal);
  return fieldsWhere(lastKnown(before), (_, key) => read[key] === undefined);
}

/** The fields of a deal that are not unknown. */
export function readFields(deal: Deal): Deal['fields'] {
  return fieldsWhere(deal.fields, (field) => field.state !== 'unknown');
}

type Kept = NonNullable<Deal['fields'][FieldKey]>;

function fieldsWhere(fields: Deal['fields'], keep: (field: Kept, key: FieldKey) => boolean): Deal['fields'] {
  const entries = Object.entries(fields) as [FieldKey, Kept | undefined][];
  return Object.fromEntries(entries.filter(([key, field]) => field !== undefined && keep(field, key)));
}
