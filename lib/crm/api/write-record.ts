import type { Adapter } from '@/lib/crm/adapter-schema';
import type { ApiWritten } from '@/lib/crm/adapter-api-schema';
import type { OwnField } from '@/lib/crm/read-plan';
import type { FieldValue } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { failure, problemOf, type Failure } from './answer';
import { instantOfMs } from '@/lib/domain/calendar';
import { callStep, open, type Client } from './client';
import { allHold } from './condition';
import { encode, type Encoded } from './encode';
import { find, plainText } from './path';
import { ownNames } from './own-names';
import { fetchRecord } from './read-record';
import { toReading } from './record';
import { isRole, writeRoles, type RoleEdit } from './roles';
import type { Connection, Send, WriteOutcome, WriteValues } from './types';
import { NO_CONTEXT } from './value';

type Planned = { key: FieldKey; plan: ApiWritten; name: string; value: FieldValue | null };

/**
 * Writes fields of one deal. `version` is the reading's that the change was made on: a record that is newer is a conflict, and
 * nothing is written. `now` is for CRMs in which the client sets the time of a change. Without a version the adapter's check is left out. Null empties a field.
 */
export async function writeRecord(
  adapter: Adapter,
  connection: Connection,
  dealId: string,
  values: WriteValues,
  { own, version, now }: { own: readonly OwnField[]; version?: string; now?: number },
  send: Send,
): Promise<WriteOutcome> {
  const opened = open(adapter, connection, send, [dealId]);
  if (!opened.ok) return { kind: 'problem', problem: problemOf(opened.failure) };
  const { client } = opened;
  const { write } = client.block;
  if (!write) return problem(failure('odd', 'This CRM is not written by its API.'));
  const { roles, others } = await splitRoles(client, values, own);
  const planned = planFields(client, others, own);
  if ('refused' in planned) return planned.refused;
  const encoded = await encode(client, write, planned.fields);
  if ('failed' in encoded) return problem(encoded.failed);
  if ('refused' in encoded)
    return { kind: 'refused', message: Object.values(encoded.refused)[0] ?? '', fields: encoded.refused };
  const stale =
    write.concurrency === 'reread' && version !== undefined ? await changedMeanwhile(client, dealId, version) : null;
  if (stale) return stale;
  const sent = await sendAll(client, dealId, encoded.groups, planned.fields, version, now);
  return sent.kind === 'written' && roles.length > 0
    ? ofRoles(await writeRoles(client, dealId, roles), roles, sent)
    : sent;
}

/** Who is what on a deal is written beside the deal's own fields, after them. */
async function splitRoles(
  client: Client,
  values: WriteValues,
  own: readonly OwnField[],
): Promise<{ roles: RoleEdit[]; others: WriteValues }> {
  const roles: RoleEdit[] = [];
  const others: Record<string, FieldValue | null> = {};
  for (const [key, value] of Object.entries(values) as [FieldKey, FieldValue | null][]) {
    const field = own.find((each) => each.key === key);
    // What is asked of the CRM is asked once and kept.
    if (field && (await isRole(client, field))) roles.push({ field, value });
    else others[key] = value;
  }
  return { roles, others };
}

function ofRoles(
  refused: Awaited<ReturnType<typeof writeRoles>>,
  roles: readonly RoleEdit[],
  sent: WriteOutcome,
): WriteOutcome {
  if (refused === null) return sent;
  if ('words' in refused)
    return { kind: 'refused', message: refused.words, fields: { [refused.field]: refused.words } };
  const { failure: failed } = refused;
  if (failed.kind !== 'refused') return outcomeOf(failed, []);
  const [first] = roles;
  return { kind: 'refused', message: failed.message, fields: first ? { [first.field.key]: failed.message } : {} };
}

/** Where each field goes; what the adapter cannot write is refused before anything is sent. */
function planFields(
  client: Client,
  values: WriteValues,
  own: readonly OwnField[],
): { fields: Planned[] } | { refused: WriteOutcome } {
  const write = client.block.write;
  const fields: Planned[] = [];
  const refused: Record<string, string> = {};
  for (const [key, value] of Object.entries(values) as [FieldKey, FieldValue | null][]) {
    const canonical: Readonly<Record<string, ApiWritten | undefined>> = write?.fields ?? {};
    const owner = own.find((field) => field.key === key);
    const crm = owner ? ownNames(client, [owner])[0] : undefined;
    const plan = owner ? write?.custom : canonical[key];
    if (!plan || (owner && crm === undefined)) refused[key] = 'This field cannot be written over the CRM’s API.';
    else fields.push({ key, plan, name: plan.name.replaceAll('{crm}', crm ?? ''), value });
  }
  const words = Object.values(refused)[0];
  return words === undefined ? { fields } : { refused: { kind: 'refused', message: words, fields: refused } };
}

async function changedMeanwhile(client: Client, dealId: string, version: string): Promise<WriteOutcome | null> {
  const read = await fetchRecord(client, dealId, []);
  if (!read.ok) return problem(read.failure);
  const now = toReading(client, read.record, [], NO_CONTEXT, 0, dealId).version;
  return now !== undefined && now !== version ? { kind: 'conflict', message: failure('conflict').message } : null;
}

async function sendAll(
  client: Client,
  dealId: string,
  groups: readonly Encoded[],
  fields: readonly Planned[],
  version: string | undefined,
  now: number | undefined,
): Promise<WriteOutcome> {
  const { write } = client.block;
  let current = version;
  for (const group of groups) {
    const headers = { ...group.request.headers, ...(group.main ? conditionHeader(client) : {}) };
    // In order, and no further than the first that is refused.
    const answer = await callStep(
      client,
      { ...group.request, headers },
      {
        id: dealId,
        values: group.values,
        version: current,
        now: now === undefined ? undefined : (instantOfMs(now) ?? undefined),
        ...group.variables,
      },
    );
    if (!answer.ok) return outcomeOf(answer.failure, fields);
    if (group.main && version !== undefined && write?.conflictWhen && allHold(write.conflictWhen, answer.content))
      return outcomeOf(failure('conflict'), fields);
    if (write?.version === undefined) continue;
    const found = find(answer.content, write.version);
    current = (found.state === 'value' ? plainText(found.value) : null) ?? undefined;
  }
  const known = write?.version === undefined ? undefined : current;
  return { kind: 'written', ...(known === undefined ? {} : { version: known }) };
}

function conditionHeader({ block }: Client): Record<string, string> {
  if (block.write?.concurrency === 'ifMatch') return { 'if-match': '{version}' };
  return block.write?.concurrency === 'ifUnmodifiedSince' ? { 'if-unmodified-since': '{version|httpDate}' } : {};
}

function outcomeOf(failed: Failure, fields: readonly Planned[]): WriteOutcome {
  if (failed.kind === 'conflict') return { kind: 'conflict', message: failed.message };
  if (failed.kind !== 'refused') return problem(failed);
  const named = Object.entries(failed.fields).flatMap(([name, words]): [string, string][] => {
    const field = fields.find((each) => sameName(each.name, name));
    return field ? [[field.key, words]] : [];
  });
  return { kind: 'refused', message: failed.message, fields: Object.fromEntries(named) };
}

/** CRMs name a field in their errors as in the call, or by its last part, or in another case. */
function sameName(written: string, said: string): boolean {
  const [a, b] = [written.toLowerCase(), said.toLowerCase()];
  return a === b || a.split('/').at(-1) === b || a.split('/')[0] === b || a.split('@')[0] === b;
}

function problem(failed: Failure): WriteOutcome {
  return { kind: 'problem', problem: problemOf(failed) };
}
