import type { AccountDeal } from '@/lib/domain/account-deal';
import { dealName, fieldOf, type Deal } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { textOf } from '@/lib/domain/text-of';
import type { FairleadDatabase } from './database';
import { lastKnown } from './known';

type Account = { id: string | null; name: string | null };

/** The most that are looked at, the latest first. */
const MOST = 50;

/** The other deals of an account that were read here: by the account's id where both have one, else by its name. */
export async function accountDeals(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  account: Account,
  fields: readonly FieldKey[],
): Promise<AccountDeal[]> {
  if (account.id === null && account.name === null) return [];
  const rows = await database.deals
    .where('tenant')
    .equals(tenant)
    .filter(({ id, deal }) => id !== dealId && isOf(deal, account))
    .toArray();
  return rows
    .toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
    .slice(0, MOST)
    .map((row) => {
      const known = lastKnown(row);
      return {
        id: row.id,
        name: dealName(row.deal),
        fields: Object.fromEntries(fields.flatMap((field) => (known[field] ? [[field, known[field]]] : []))),
      };
    });
}

function isOf(deal: Deal, { id, name }: Account): boolean {
  const theirs = textOf(fieldOf(deal, 'account.id'));
  if (id !== null && theirs !== '') return id === theirs;
  return name !== null && textOf(fieldOf(deal, 'account.name')).trim().toLowerCase() === name.trim().toLowerCase();
}

/** The most values of a field that are offered. */
const VALUES = 40;

/** What the deals of a tenant hold in these fields, the most frequent first. */
export async function seenValues(
  database: FairleadDatabase,
  tenant: string,
  fields: readonly FieldKey[],
): Promise<Record<string, readonly string[]>> {
  const counts = new Map(fields.map((field) => [field, new Map<string, number>()]));
  await database.deals
    .where('tenant')
    .equals(tenant)
    .each((row) => {
      const known = lastKnown(row);
      for (const [field, values] of counts) {
        const text = textOf(known[field]);
        if (text !== '') values.set(text, (values.get(text) ?? 0) + 1);
      }
    });
  return Object.fromEntries(
    [...counts].map(([field, values]) => [
      field,
      [...values]
        .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, VALUES)
        .map(([text]) => text),
    ]),
  );
}
