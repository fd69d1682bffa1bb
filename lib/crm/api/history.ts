import type { ApiHistory, ApiHistoryPlan, ApiValue } from '@/lib/crm/adapter-api-schema';
import { readMoment } from '@/lib/domain/calendar';
import type { Change, Field } from '@/lib/domain/deal';
import { DEAL_FIELDS, type FieldKey, type FieldType } from '@/lib/domain/fields';
import { sameValue } from '@/lib/domain/same-value';
import { rowsIn, type Client } from './client';
import { callHistory } from './history-call';
import { contextFor } from './lookups';
import { find, isObject, plainText, rowsAt } from './path';
import { readValue, type ValueContext } from './value';

/** A deal's moves as the CRM keeps them, and of which fields it keeps them. */
export type HistoryRead = { changes: readonly Change[] | null; fields: readonly FieldKey[] };

const NONE: HistoryRead = { changes: null, fields: [] };

/** Reads one deal's history; null changes when the CRM keeps none for us. */
export async function readHistory(client: Client, dealId: string, record: unknown): Promise<HistoryRead> {
  const parts: HistoryRead[] = [];
  for (const plan of client.block.history ?? []) {
    if (plan.instead && parts.some(({ changes }) => changes !== null)) continue;
    // Whether the next is asked for depends on this one.
    parts.push(...(await readPlan(client, plan, dealId, record)));
  }
  return together(parts);
}

async function readPlan(client: Client, plan: ApiHistoryPlan, dealId: string, record: unknown): Promise<HistoryRead[]> {
  const called = plan.steps
    ? await callHistory(client, plan, { id: dealId, ids: [dealId] })
    : { ok: true as const, contents: [record] };
  if (!called.ok) return [];
  return historyOfOne(plan, called.contents, await contextFor(client, plan.reads.flatMap(valuesOf)));
}

/** The history of the one deal that the answers are about, from each of a plan's reads. */
export function historyOfOne(
  plan: { reads: readonly ApiHistory[] },
  contents: readonly unknown[],
  context: ValueContext,
): HistoryRead[] {
  return plan.reads.map((read) => historyIn(read, joined(contents.map((content) => rowsIn(content, read))), context));
}

/** The rows of all pages; null when there were pages and none had any where they should be. */
export function joined(pages: readonly (unknown[] | null)[]): unknown[] | null {
  const read = pages.filter((rows) => rows !== null);
  return read.length === 0 && pages.length > 0 ? null : read.flat();
}

/** Every mapping of a history read. */
export function valuesOf(read: ApiHistory): ApiValue[] {
  return read.kind === 'states'
    ? Object.values(read.fields)
    : Object.values(read.fields).flatMap(({ from, to }) => [from, to]);
}

/** The moves that rows tell of. */
export function historyIn(read: ApiHistory, rows: readonly unknown[] | null, context: ValueContext): HistoryRead {
  if (!rows) return NONE;
  const changes = read.kind === 'moves' ? moves(read, rows, context) : states(read, rows, context);
  const known = Object.keys(read.fields) as FieldKey[];
  // A log of named fields tells only of those that are tracked, and which these are shows in what it holds.
  const fields =
    read.kind === 'moves' && read.field !== undefined
      ? known.filter((field) => changes.some((change) => change.field === field))
      : known;
  return { changes: changes.toSorted((a, b) => a.seenAt - b.seenAt), fields };
}

/** Several reads as one: a field that a read before tells of is not taken from a later one. */
export function together(parts: readonly HistoryRead[]): HistoryRead {
  const read = parts.filter((part) => part.changes !== null);
  if (read.length === 0) return NONE;
  const fields = new Set<FieldKey>();
  const changes: Change[] = [];
  for (const part of read) {
    changes.push(...(part.changes ?? []).filter((change) => !fields.has(change.field)));
    for (const field of part.fields) fields.add(field);
  }
  return { changes: changes.toSorted((a, b) => a.seenAt - b.seenAt), fields: [...fields] };
}

function moves(
  read: Extract<ApiHistory, { kind: 'moves' }>,
  rows: readonly unknown[],
  context: ValueContext,
): Change[] {
  const inner = read.nested === undefined ? rows : rows.flatMap((row) => nestedIn(row, read.nested ?? ''));
  return inner.flatMap((row): Change[] => {
    const at = momentOf(read.at, row, context);
    if (at === null) return [];
    const found = read.field === undefined ? null : find(row, read.field);
    const moved = found?.state === 'value' ? plainText(found.value) : null;
    return (Object.entries(read.fields) as [FieldKey, { name?: string; from: ApiValue; to: ApiValue }][]).flatMap(
      ([field, { name, from, to }]): Change[] => {
        if (read.field !== undefined && moved !== (name ?? field)) return [];
        return changeOf(
          field,
          readValue(from, row, typeOf(field), context),
          readValue(to, row, typeOf(field), context),
          at,
        );
      },
    );
  });
}

function nestedIn(row: unknown, path: string): unknown[] {
  return (rowsAt(row, path) ?? []).map((each) => (isObject(each) ? { ...each, $row: row } : each));
}

function states(
  read: Extract<ApiHistory, { kind: 'states' }>,
  rows: readonly unknown[],
  context: ValueContext,
): Change[] {
  const dated = rows.flatMap((row) => {
    const at = momentOf(read.at, row, context);
    return at === null ? [] : [{ row, at }];
  });
  const ordered = dated.toSorted((a, b) => a.at - b.at);
  return (Object.entries(read.fields) as [FieldKey, ApiValue][]).flatMap(([field, plan]) => {
    const seen = ordered
      .map(({ row, at }) => ({ at, value: readValue(plan, row, typeOf(field), context) }))
      .filter(({ value }) => value.state !== 'unknown');
    return seen.flatMap(({ at, value }, index): Change[] => {
      const before = seen[index - 1];
      return before ? changeOf(field, before.value, value, at) : [];
    });
  });
}

function changeOf(field: FieldKey, from: Field, to: Field, at: number): Change[] {
  if (from.state === 'unknown' || to.state === 'unknown') return [];
  const same = from.state === 'value' && to.state === 'value' ? sameValue(from, to) : from.state === to.state;
  return same ? [] : [{ field, from, to, seenAt: at }];
}

function momentOf(plan: ApiValue, row: unknown, context: ValueContext): number | null {
  const field = readValue(plan, row, 'instant', context);
  const moment = field.state === 'value' && typeof field.value === 'string' ? readMoment(field.value) : null;
  return moment ? (moment.ms ?? moment.order) : null;
}

function typeOf(field: FieldKey): FieldType {
  const known: Readonly<Record<string, { type: FieldType }>> = DEAL_FIELDS;
  return known[field]?.type ?? 'text';
}
