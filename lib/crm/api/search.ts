import type { Adapter } from '@/lib/crm/adapter-schema';
import { problemOf, type Failure } from './answer';
import { callSteps, open, rowsIn, type Client } from './client';
import { pair } from './lookups';
import type { ApiProblem, Connection, Send } from './types';

/** The names of the records that one of the adapter's searches finds by a part of their name; each once, as the CRM orders them. */
export async function searchNames(
  adapter: Adapter,
  connection: Connection,
  send: Send,
  search: string,
  text: string,
): Promise<{ ok: true; names: readonly string[] } | { ok: false; problem: ApiProblem }> {
  const opened = open(adapter, connection, send);
  if (!opened.ok) return { ok: false, problem: problemOf(opened.failure) };
  const found = await searchRecords(opened.client, search, text);
  if (!found.ok) return { ok: false, problem: problemOf(found.failure) };
  return { ok: true, names: [...new Set(found.records.map(([, name]) => name))] };
}

type Searched =
  | { ok: true; records: readonly (readonly [id: string, name: string])[] }
  | { ok: false; failure: Failure };

/** The records that a search finds, with their ids: what is offered and what is written come from the same call. */
export async function searchRecords(client: Client, name: string, text: string): Promise<Searched> {
  const plan = client.block.searches?.[name];
  if (!plan || text.trim() === '') return { ok: true, records: [] };
  const called = await callSteps(client, plan.steps, { text: text.trim() });
  if (!called.ok) return called;
  const rows = rowsIn(called.answers.at(-1), plan) ?? [];
  return { ok: true, records: rows.flatMap((row) => pair(row, plan.key, plan.value)) };
}

/** The id of the one record of that name, in any case of letters; else in words why there is none, or why the CRM could not be asked. */
export async function idOfNamed(
  client: Client,
  search: string,
  name: string,
): Promise<string | { words: string } | { failure: Failure }> {
  const found = await searchRecords(client, search, name);
  if (!found.ok) return { failure: found.failure };
  const folded = name.trim().toLowerCase();
  const [one, ...others] = found.records.filter(([, each]) => each.trim().toLowerCase() === folded);
  if (!one) return { words: `The CRM has no “${name}” here.` };
  return others.length === 0 ? one[0] : { words: `The CRM has more than one “${name}”.` };
}
