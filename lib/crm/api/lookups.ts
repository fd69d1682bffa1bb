import type { ApiValue } from '@/lib/crm/adapter-api-schema';
import { callSteps, rowsIn, type Client } from './client';
import { readAll } from './metadata';
import { find, plainText } from './path';
import type { ApiField, Connection } from './types';
import type { Tables, ValueContext } from './value';

/** What was looked up over a connection, kept as long as the connection object lives. */
const kept = new WeakMap<Connection, Map<string, Promise<unknown>>>();

/** Runs once for each connection and name; a failure (null) is not kept. */
async function once<T>(client: Client, name: string, make: () => Promise<T | null>): Promise<T | null> {
  const cache = kept.get(client.connection) ?? new Map<string, Promise<unknown>>();
  kept.set(client.connection, cache);
  const running = (cache.get(name) ?? make()) as Promise<T | null>; // one name has one maker
  cache.set(name, running);
  const result = await running;
  if (result === null) cache.delete(name);
  return result;
}

/** The CRM's own description of its fields, read once; null when it does not give it. */
export function knownFields(client: Client): Promise<readonly ApiField[] | null> {
  return once(client, '/metadata', async () => {
    const read = await readAll(client);
    return read.ok ? read.fields : null;
  });
}

/** One look-up's table, read once. */
export function lookupTable(client: Client, name: string): Promise<ReadonlyMap<string, string> | null> {
  return once(client, name, async () => {
    const plan = client.block.lookups?.[name];
    if (!plan) return null;
    const called = await callSteps(client, plan.steps, {});
    if (!called.ok) return null;
    const rows = rowsIn(called.answers.at(-1), plan) ?? [];
    return new Map(rows.flatMap((row): [string, string][] => pair(row, plan.key, plan.value)));
  });
}

/** All that these mappings look up, ready for reading values. */
export async function contextFor(client: Client, values: readonly ApiValue[]): Promise<ValueContext> {
  const names = [...new Set(values.flatMap((value) => value.lookup ?? []))];
  const tables: Record<string, Tables[string]> = {};
  await Promise.all(
    names.filter((name) => !isOptions(name)).map(async (name) => (tables[name] = await lookupTable(client, name))),
  );
  const fields = names.some(isOptions) ? ((await knownFields(client)) ?? []) : [];
  return { tables, answers: [], options: optionTables(fields), empty: client.block.empty ?? [] };
}

function optionTables(fields: readonly ApiField[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    fields.map((field) => [field.name, new Map((field.options ?? []).map(({ value, label }) => [value, label]))]),
  );
}

/** A row's id and name; none where either is not there. */
export function pair(row: unknown, key: string, value: string | readonly string[]): [string, string][] {
  const id = textAt(row, key);
  const label = (typeof value === 'string' ? [value] : value).flatMap((path) => textAt(row, path) ?? []).join(' ');
  return id === null || label === '' ? [] : [[id, label]];
}

function textAt(row: unknown, path: string): string | null {
  const found = find(row, path);
  return found.state === 'value' ? plainText(found.value) : null;
}

function isOptions(name: string): boolean {
  return name === 'options' || name.startsWith('options:');
}
