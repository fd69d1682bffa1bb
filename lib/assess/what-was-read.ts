import type { Assessment, MissingInput } from '@/lib/domain/assessment';
import type { Deal, Field, Source } from '@/lib/domain/deal';
import { DEAL_FIELDS, LIST_FIELDS, LIST_LABELS, type ListName } from '@/lib/domain/fields';

/** Labels of fields by key; a pack gives its own. */
type Labels = ReadonlyMap<string, string>;

/**
 * What the reading holds: how many fields have a value, how many the CRM says are blank, and what could not be read.
 * What the adapter does not cover in this CRM is not named here: the verdicts that need it name it.
 */
export function whatWasRead(deal: Deal, labels: Labels): Assessment['read'] {
  const fields = fieldsOf(deal);
  const count = (state: Field['state']): number => fields.filter(([, field]) => field.state === state).length;
  return {
    source: sourceOf(deal),
    read: count('value'),
    empty: count('empty'),
    unknown: [...unknownFields(deal, labels), ...unknownLists(deal)],
  };
}

function unknownFields(deal: Deal, labels: Labels): MissingInput[] {
  const canonical: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
  return fieldsOf(deal).flatMap(([input, field]): MissingInput[] => {
    if (field.state !== 'unknown' || field.reason === 'notCovered') return [];
    const label = labels.get(input) ?? canonical[input]?.label ?? input;
    return [{ input, label, reason: field.reason, ...(field.raw === undefined ? {} : { raw: field.raw }) }];
  });
}

function unknownLists(deal: Deal): MissingInput[] {
  return (Object.keys(LIST_FIELDS) as ListName[]).flatMap((input): MissingInput[] => {
    const list = deal.lists[input];
    return list?.state === 'unknown' && list.reason !== 'notCovered'
      ? [{ input, label: LIST_LABELS[input], reason: list.reason }]
      : [];
  });
}

function sourceOf(deal: Deal): Assessment['read']['source'] {
  const sources = new Set<Source>(
    fieldsOf(deal).flatMap(([, field]) => (field.state === 'unknown' ? [] : [field.source])),
  );
  if (sources.size > 1) return 'mixed';
  return sources.has('api') ? 'api' : 'page';
}

function fieldsOf(deal: Deal): [string, Field][] {
  return Object.entries(deal.fields).flatMap(([key, field]): [string, Field][] =>
    field === undefined ? [] : [[key, field]],
  );
}
