import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiMetadata } from '@/lib/crm/adapter-api-schema';
import { problemOf, type Failure } from './answer';
import { callSteps, open, rowsIn, type Client } from './client';
import { allHold } from './condition';
import { find, plainText, rowsAt } from './path';
import type { ApiField, ApiProblem, Connection, Send } from './types';

/** The CRM's own description of a deal's fields: label, type, required, updateable, options. */
export async function readMetadata(
  adapter: Adapter,
  connection: Connection,
  send: Send,
): Promise<{ ok: true; fields: readonly ApiField[] } | { ok: false; problem: ApiProblem }> {
  const opened = open(adapter, connection, send);
  if (!opened.ok) return { ok: false, problem: problemOf(opened.failure) };
  const read = await readAll(opened.client);
  return read.ok ? read : { ok: false, problem: problemOf(read.failure) };
}

/** All of an adapter's metadata reads, put together by the field's name; later reads add to earlier ones. */
export async function readAll(
  client: Client,
): Promise<{ ok: true; fields: readonly ApiField[] } | { ok: false; failure: Failure }> {
  const fields = new Map<string, ApiField>();
  for (const plan of client.block.metadata ?? []) {
    // Few reads, and the first that is refused ends it.
    const called = await callSteps(client, plan.steps, {});
    if (!called.ok) return called;
    for (const row of rowsOf(plan, called.answers.at(-1))) {
      const field = fieldOf(plan, row);
      if (field) fields.set(field.name, merged(fields.get(field.name), field));
    }
  }
  return { ok: true, fields: [...fields.values()] };
}

function rowsOf(plan: ApiMetadata, content: unknown): unknown[] {
  const outer = plan.within ? (rowsIn(content, plan.within) ?? []) : [content];
  return outer.flatMap((each) => rowsIn(each, plan) ?? []);
}

function fieldOf(plan: ApiMetadata, row: unknown): ApiField | null {
  const name = textAt(row, plan.name);
  if (name === null) return null;
  const updateable = plan.updateable
    ? allHold(plan.updateable, row)
    : plan.readOnly
      ? !allHold(plan.readOnly, row)
      : null;
  return {
    name,
    label: textAt(row, plan.label) ?? name,
    type: textAt(row, plan.type),
    required: plan.required ? allHold(plan.required, row) : null,
    updateable,
    options: optionsOf(plan, row),
  };
}

function optionsOf({ options }: ApiMetadata, row: unknown): ApiField['options'] {
  const rows = options ? (rowsAt(row, options.rows) ?? []) : [];
  if (!options || rows.length === 0) return null;
  return rows.flatMap((option): { value: string; label: string }[] => {
    const value = textAt(option, options.value);
    return value === null ? [] : [{ value, label: textAt(option, options.label) ?? value }];
  });
}

function merged(before: ApiField | undefined, next: ApiField): ApiField {
  if (!before) return next;
  return {
    name: next.name,
    label: next.label === next.name ? before.label : next.label,
    type: next.type ?? before.type,
    required: next.required ?? before.required,
    updateable: next.updateable ?? before.updateable,
    options: next.options ?? before.options,
  };
}

function textAt(row: unknown, path: string | undefined): string | null {
  if (path === undefined) return null;
  const found = find(row, path);
  return found.state === 'value' ? plainText(found.value) : null;
}
