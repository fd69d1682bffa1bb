import type { Adapter } from '@/lib/crm/adapter-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import type { ListName } from '@/lib/domain/fields';
import { failure, problemOf, type Failure } from './answer';
import { callSteps, open, type Client } from './client';
import { readHistory } from './history';
import { readLists } from './lists';
import { contextFor, knownFields } from './lookups';
import { find, isObject, plainText, rowsAt, type Found } from './path';
import { ownNames } from './own-names';
import { idOf, recordValues, toReading } from './record';
import { roleFields } from './roles';
import type { ApiProblem, ApiReading, Connection, Send } from './types';

export type RecordRead = { ok: true; reading: ApiReading; version?: string } | { ok: false; problem: ApiProblem };

/** Which parts of a record to read beside its fields; all when absent. */
export type ReadParts = { lists?: readonly ListName[]; history?: boolean };

/** Reads one deal over the CRM's API, with its related lists and history. Never throws: what fails is a problem, or unknown. */
export async function readRecord(
  adapter: Adapter,
  connection: Connection,
  dealId: string,
  own: readonly OwnField[],
  send: Send,
  now: number,
  options: { parts?: ReadParts; signal?: AbortSignal } = {},
): Promise<RecordRead> {
  const opened = open(adapter, connection, send, [dealId], options.signal);
  if (!opened.ok) return { ok: false, problem: problemOf(opened.failure) };
  const read = await fetchRecord(opened.client, dealId, own);
  if (!read.ok) return { ok: false, problem: problemOf(read.failure) };
  const { client } = opened;
  const context = await contextFor(client, recordValues(client.block, own));
  const reading = toReading(client, read.record, own, { ...context, answers: read.answers }, now, dealId);
  const [lists, history] = await Promise.all([
    readLists(client, dealId, read.record, options.parts?.lists),
    options.parts?.history === false ? { changes: null, fields: [] } : readHistory(client, dealId, read.record),
  ]);
  const version = versionOf(client, reading.version, read.headers);
  const roles = await roleFields(client, own, lists.contacts);
  const whole: ApiReading = {
    ...reading,
    deal: { ...reading.deal, fields: { ...reading.deal.fields, ...roles }, lists },
    changes: history.changes,
    historyOf: history.fields,
    ...(version === undefined ? {} : { version }),
  };
  return { ok: true, reading: whole, ...(version === undefined ? {} : { version }) };
}

export type Fetched =
  | { ok: true; record: unknown; answers: unknown[]; headers: Readonly<Record<string, string>> }
  | { ok: false; failure: Failure };

/** The record's own answers, not yet read. */
export async function fetchRecord(client: Client, dealId: string, own: readonly OwnField[]): Promise<Fetched> {
  const { record } = client.block;
  const called = await callSteps(client, record.steps, { id: dealId, select: await selection(client, own) });
  if (!called.ok) return called;
  const found =
    record.among === undefined ? find(called.answers[0], record.at ?? '') : among(client, called.answers[0], dealId);
  if (found.state !== 'value') return { ok: false, failure: failure('notFound') };
  const { value } = found;
  if (!isObject(value)) return { ok: false, failure: failure('odd') };
  if (!isSame(client, value, dealId)) return { ok: false, failure: failure('notFound') };
  const others = called.answers.slice(1).map((answer, index): [string, unknown] => [`$${index + 1}`, answer]);
  return {
    ok: true,
    record: { ...value, ...Object.fromEntries(others) },
    answers: called.answers,
    headers: called.headers,
  };
}

/** Some CRMs answer with an empty record where there is none; some lengthen the id they were asked for. */
function isSame({ block }: Client, record: unknown, dealId: string): boolean {
  const found = find(record, block.record.id);
  const id = found.state === 'value' ? (plainText(found.value) ?? '').toLowerCase() : '';
  return id !== '' && (id.startsWith(dealId.toLowerCase()) || dealId.toLowerCase().startsWith(id));
}

function among({ block }: Client, content: unknown, dealId: string): Found {
  const row = rowsAt(content, block.record.among ?? '')?.find((each) => idOf(block, each) === dealId);
  return row === undefined ? { state: 'absent' } : { state: 'value', value: row };
}

/** The names to ask for: the adapter's, and the pack's own as far as the CRM has them. */
export async function selection(client: Client, own: readonly OwnField[]): Promise<string[]> {
  const { record } = client.block;
  const { knownAs, always = [] } = record;
  const known = record.onlyKnown ? await knownFields(client) : null;
  const allowed = known && known.length > 0 ? new Set(known.map((field) => field.name)) : null;
  const inMetadata = (name: string): string => (knownAs ? name.replace(new RegExp(knownAs.from), knownAs.to) : name);
  // What leads to another record (`Account.Name`) is not in this one's metadata.
  const isAllowed = (name: string): boolean => !allowed || !/^\w+$/.test(name) || allowed.has(inMetadata(name));
  const names = [...new Set(ownNames(client, own))].filter((name) => !allowed || allowed.has(name));
  const asOwn = names.map((name) => (record.customSelect ?? '{crm}').replaceAll('{crm}', name));
  return [...new Set([...always, ...record.select.filter(isAllowed), ...asOwn])];
}

function versionOf(
  client: Client,
  inRecord: string | undefined,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  const { versionHeader } = client.block.record;
  return (versionHeader === undefined ? undefined : headers[versionHeader.toLowerCase()]) ?? inRecord;
}
