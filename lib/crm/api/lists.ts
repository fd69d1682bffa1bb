import type { ApiListRead } from '@/lib/crm/adapter-api-schema';
import type { Row, RowList } from '@/lib/domain/deal';
import { LIST_FIELDS, type FieldType, type ListName } from '@/lib/domain/fields';
import { callSteps, rowsIn, type Client } from './client';
import { contextFor } from './lookups';
import { readValue } from './value';

const NOT_GIVEN: RowList = { state: 'unknown', reason: 'notGiven' };

/** A list longer than this is cut, and said to be incomplete. */
const MOST_ROWS = 1_000;

/** The record's related lists. One that the CRM refuses is unknown; the others are read. */
export async function readLists(
  client: Client,
  dealId: string,
  record: unknown,
  only?: readonly ListName[],
): Promise<Partial<Record<ListName, RowList>>> {
  const wanted = (Object.entries(client.block.lists ?? {}) as [ListName, ApiListRead[]][]).filter(
    ([name]) => only?.includes(name) !== false,
  );
  const read = await Promise.all(
    wanted.map(async ([name, plans]): Promise<[ListName, RowList]> => [
      name,
      await readList(client, name, plans, dealId, record),
    ]),
  );
  return Object.fromEntries(read);
}

async function readList(
  client: Client,
  name: ListName,
  plans: readonly ApiListRead[],
  dealId: string,
  record: unknown,
): Promise<RowList> {
  const parts = await Promise.all(plans.map((plan) => readPart(client, name, plan, dealId, record)));
  const rows: Row[] = [];
  let complete = true;
  for (const part of parts) {
    // Half of a list (meetings without calls) would be taken for the whole: then rather none.
    if (part.state === 'unknown') return part;
    rows.push(...part.rows);
    complete &&= part.complete;
  }
  return { state: 'rows', rows: rows.slice(0, MOST_ROWS), complete: complete && rows.length <= MOST_ROWS };
}

async function readPart(
  client: Client,
  name: ListName,
  plan: ApiListRead,
  dealId: string,
  record: unknown,
): Promise<RowList> {
  const called = plan.steps ? await callSteps(client, plan.steps, { id: dealId }) : null;
  if (called && !called.ok) return NOT_GIVEN;
  if (called?.ended) return { state: 'rows', rows: [], complete: true };
  const answers = called?.answers ?? [];
  const rows = rowsIn(called ? answers.at(-1) : record, plan);
  if (!rows) return NOT_GIVEN;
  const context = { ...(await contextFor(client, Object.values(plan.fields))), answers };
  const types: Readonly<Record<string, FieldType>> = LIST_FIELDS[name];
  const read = rows.map((row): Row =>
    Object.fromEntries(
      Object.entries(plan.fields).map(([key, value]) => [key, readValue(value, row, types[key] ?? 'text', context)]),
    ),
  );
  return { state: 'rows', rows: read, complete: plan.limit === undefined || rows.length < plan.limit };
}
