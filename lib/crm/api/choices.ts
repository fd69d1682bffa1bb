import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiWritten } from '@/lib/crm/adapter-api-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import type { FieldKey } from '@/lib/domain/fields';
import { open, type Client } from './client';
import { knownFields, lookupTable } from './lookups';
import { ownNames } from './own-names';
import type { Connection, Send } from './types';

/** More than this is no list to choose from. */
const MOST = 1_000;

/** What the CRM itself lets one choose for each of these fields; a field of which it does not say is absent. */
export async function readChoices(
  adapter: Adapter,
  connection: Connection,
  send: Send,
  fields: readonly FieldKey[],
  own: readonly OwnField[],
): Promise<Record<string, readonly string[]>> {
  const opened = open(adapter, connection, send);
  if (!opened.ok) return {};
  const { client } = opened;
  const found = await Promise.all(
    fields.map(async (field): Promise<[string, readonly string[]][]> => {
      const values = await choicesOf(client, field, own);
      return values.length === 0 || values.length > MOST ? [] : [[field, values]];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** Looked up as a write would look it up: what is offered can be written. */
async function choicesOf(client: Client, field: FieldKey, own: readonly OwnField[]): Promise<readonly string[]> {
  const { write } = client.block;
  const owner = own.find(({ key }) => key === field);
  const canonical: Readonly<Record<string, ApiWritten | undefined>> = write?.fields ?? {};
  const plan: Partial<ApiWritten> | undefined = owner ? write?.custom : canonical[field];
  if (!plan) return [];
  if (plan.map) return Object.keys(plan.map);
  if (plan.lookup !== undefined && plan.lookup !== 'options')
    return [...((await lookupTable(client, plan.lookup))?.values() ?? [])];
  const name = owner ? ownNames(client, [owner])[0] : plan.name;
  if (name === undefined) return [];
  const known = (await knownFields(client))?.find((each) => each.name === name.split('/').at(-1));
  return known?.options?.map(({ label }) => label) ?? [];
}
