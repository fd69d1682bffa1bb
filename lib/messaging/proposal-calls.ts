import type { AccountDeal } from '@/lib/domain/account-deal';
import type { FieldKey } from '@/lib/domain/fields';
import { z } from '@/lib/domain/zod';

/** What may be chosen for a field. `own`: the CRM's own list; else what its deals were seen to hold. */
export type Choices = { values: readonly string[]; own: boolean };

/** What a panel asks for to propose values. The tenant comes from the browser. */
export type ProposalCalls = {
  /** The other deals of the account of the panel's deal, with these fields. */
  accountDeals: {
    input: { dealId: string; account: { id: string | null; name: string | null }; fields: FieldKey[] };
    output: readonly AccountDeal[];
  };
  choices: { input: { fields: FieldKey[] }; output: Record<string, Choices> };
  /** Names of the CRM's records that a field could be given, by a part of the name; `problem`: why it could not be asked. */
  lookup: {
    input: { field: FieldKey; text: string };
    output: { ok: true; names: readonly string[] } | { ok: false; problem: string };
  };
};

const fieldKey = z.custom<FieldKey>((key) => typeof key === 'string' && /^[A-Za-z][\w.]{0,118}$/.test(key));
const fields = z.array(fieldKey).max(100);
const part = z.string().max(400).nullable();

export const PROPOSAL_INPUTS = {
  accountDeals: z.strictObject({
    dealId: z.string().min(1).max(200),
    account: z.strictObject({ id: part, name: part }),
    fields,
  }),
  choices: z.strictObject({ fields }),
  lookup: z.strictObject({ field: fieldKey, text: z.string().min(1).max(200) }),
} satisfies Record<keyof ProposalCalls, z.ZodType>;
