import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AssessInput } from '@/lib/assess/assess';
import { ownProposals, type ProposalSource } from '@/lib/assess/own-proposals';
import type { Assessment } from '@/lib/domain/assessment';
import { fieldOf, type Deal, type FieldValue } from '@/lib/domain/deal';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { textOf } from '@/lib/domain/text-of';
import { call } from '@/lib/messaging/client';
import type { Choices } from '@/lib/messaging/proposal-calls';
import type { RunnablePack } from '@/lib/rules/types';

/** A proposed value, and why: in the pack's words, or by where it stands. */
export type Proposal = { value: FieldValue } & (
  | { because: string; source: null }
  | { because: null; source: ProposalSource }
);

/** What may be chosen for a field; each with a word on it where there is one. */
export type FieldChoices = { values: readonly { value: string; note: string }[]; own: boolean };

export type Proposals = {
  proposalFor: (field: FieldKey) => Proposal | null;
  choicesFor: (field: FieldKey) => FieldChoices | null;
};

type ProposalsOptions = {
  tenant: string | null;
  assessment: Assessment | null;
  /** What the assessment was made of; null while only the last one is shown. */
  input: AssessInput | null;
  typeOf: (field: FieldKey) => FieldType;
};

const NO_DEALS: readonly never[] = [];
const NO_FIELDS: readonly FieldKey[] = [];

/** Values for a deal's gaps: the pack's proposals first, then what the deal's own data and the account's other deals hold. */
export function useProposals({ tenant, assessment, input, typeOf }: ProposalsOptions): Proposals {
  const contactFields = useMemo(() => contactsIn(input?.pack ?? null), [input]);
  const gaps = input === null ? null : assessment?.gaps;
  const fields = useMemo(() => [...new Set((gaps ?? []).map(({ field }) => field))].toSorted(), [gaps]);
  const { data: accountDeals = NO_DEALS } = useAccountDeals(tenant, input?.deal ?? null, fields);
  const choices = useChoices(tenant, fields, typeOf, contactFields);
  const own = useMemo(
    () =>
      input === null || !gaps
        ? []
        : ownProposals({ ...input, gaps, accountDeals, contactFields, typeOf: (field) => typeIn(input.pack, field) }),
    [input, gaps, accountDeals, contactFields],
  );
  return {
    proposalFor: (field) => {
      const fill = assessment?.fills?.find((each) => each.field === field);
      if (fill) return { value: fill.value, because: fill.because, source: null };
      const found = own.find((each) => each.field === field);
      return found ? { value: found.value, because: null, source: found.source } : null;
    },
    choicesFor: (field) => {
      if (contactFields.has(field)) return peopleOf(input?.deal ?? null);
      const given = choices[field];
      return given ? { own: given.own, values: given.values.map((value) => ({ value, note: '' })) } : null;
    },
  };
}

function contactsIn(pack: RunnablePack | null): ReadonlyMap<FieldKey, readonly string[]> {
  const own = pack?.fields.filter((field) => field.contact === true) ?? [];
  return new Map(own.map((field) => [field.key, [field.label, ...field.labels]]));
}

function typeIn({ fields }: RunnablePack, key: FieldKey): FieldType {
  return fields.find((field) => field.key === key)?.type ?? 'text';
}

/** The deal's contacts by name, each with its role or title. */
function peopleOf(deal: Deal | null): FieldChoices | null {
  const list = deal?.lists.contacts;
  if (list?.state !== 'rows') return null;
  const values = list.rows.flatMap((row) => {
    const name = textOf(row['name']);
    return name === '' ? [] : [{ value: name, note: textOf(row['role']) || textOf(row['title']) }];
  });
  return values.length === 0 ? null : { values, own: false };
}

function useAccountDeals(tenant: string | null, deal: Deal | null, fields: readonly FieldKey[]) {
  const part = (key: FieldKey): string | null => (deal && textOf(fieldOf(deal, key))) || null;
  const account = { id: part('account.id'), name: part('account.name') };
  const known = account.id !== null || account.name !== null;
  return useQuery({
    queryKey: ['accountDeals', tenant, deal?.id, account, fields],
    queryFn: () => call('accountDeals', { dealId: deal?.id ?? '', account, fields: [...fields] }).catch(() => NO_DEALS),
    enabled: tenant !== null && deal !== null && known && fields.length > 0,
    staleTime: Infinity,
  });
}

/** Only fields of which there is something to choose; a CRM without a list offers what its deals were seen to hold. */
function useChoices(
  tenant: string | null,
  fields: readonly FieldKey[],
  typeOf: (field: FieldKey) => FieldType,
  contactFields: ReadonlyMap<FieldKey, unknown>,
): Record<string, Choices> {
  const wanted = fields.filter(
    (field) => (typeOf(field) === 'picklist' || LOOKUPS.has(field)) && !contactFields.has(field),
  );
  const asked = wanted.length === 0 ? NO_FIELDS : wanted;
  const { data } = useQuery({
    queryKey: ['choices', tenant, asked],
    queryFn: () => call('choices', { fields: [...asked] }).catch((): Record<string, Choices> => ({})),
    enabled: tenant !== null && asked.length > 0,
    staleTime: 3_600_000,
  });
  return data ?? {};
}

/** Fields that name a record of the CRM. */
const LOOKUPS: ReadonlySet<FieldKey> = new Set(['owner.name', 'account.name']);
