import type { Adapter } from '@/lib/crm/adapter-schema';
import { createTask } from '@/lib/crm/api/create-task';
import { readRecord } from '@/lib/crm/api/read-record';
import type { ApiProblem, Connection, Send, TaskOutcome, WriteOutcome } from '@/lib/crm/api/types';
import { writeRecord } from '@/lib/crm/api/write-record';
import type { OwnField } from '@/lib/crm/read-plan';
import type { Edit } from '@/lib/domain/edits';
import type { WriteResult } from '@/lib/domain/writes';
import type { Sent, WritePort } from './perform';

export type ApiWay = {
  adapter: Adapter;
  connection: Connection;
  send: Send;
  dealId: string;
  own: readonly OwnField[];
  now: () => number;
};

/** Writes over the CRM's API. */
export function apiWay({ adapter, connection, send, dealId, own, now }: ApiWay): WritePort {
  return {
    way: 'api',
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    read: async () => {
      // The activities tell whether a task is there already, the contacts who is what; the history is not needed to write.
      const people = adapter.api?.people?.roles !== undefined && own.some(({ contact }) => contact === true);
      const parts = {
        lists: people ? (['activities', 'contacts'] as const) : (['activities'] as const),
        history: false,
      };
      const read = await readRecord(adapter, connection, dealId, own, send, now(), { parts });
      if (!read.ok) return ofProblem(read.problem, now());
      const { version } = read;
      return { kind: 'read', deal: read.reading.deal, ...(version === undefined ? {} : { version }) };
    },
    send: async (edits, version) => {
      const values = Object.fromEntries(edits.map(({ field, to }) => [field, to]));
      const options = { own, now: now(), ...(version === undefined ? {} : { version }) };
      const sent = sentOf(await writeRecord(adapter, connection, dealId, values, options, send), now());
      return namingField(sent, edits);
    },
    createTask: async (task, key) =>
      sentOf(await createTask(adapter, connection, dealId, { ...task, key }, send), now()),
    keyedTasks: adapter.api?.task?.keyed === true,
  };
}

function sentOf(outcome: WriteOutcome | TaskOutcome, now: number): Sent {
  switch (outcome.kind) {
    case 'written':
    case 'created':
      return { kind: 'sent' };
    case 'conflict':
      return { kind: 'stale' };
    case 'refused':
      return { kind: 'refused', message: outcome.message, fields: 'fields' in outcome ? outcome.fields : {} };
    case 'problem':
      return ofProblem(outcome.problem, now);
  }
}

/** Some CRMs name no field when they refuse; where one alone was sent, it is meant. */
function namingField(sent: Sent, edits: readonly Edit[]): Sent {
  const [edit, ...others] = edits;
  if (sent.kind !== 'refused' || !edit || others.length > 0 || Object.keys(sent.fields).length > 0) return sent;
  return { ...sent, fields: { [edit.field]: sent.message } };
}

type Stopped = Extract<WriteResult, { kind: 'waiting' | 'refused' }>;

/** What ends by itself waits; what does not is the CRM's refusal. */
function ofProblem({ kind, message, retryAfterMs }: ApiProblem, now: number): Stopped {
  switch (kind) {
    case 'offline':
    case 'signedOut':
    case 'server':
      return { kind: 'waiting', reason: kind, message };
    case 'limited':
      return {
        kind: 'waiting',
        reason: kind,
        message,
        ...(retryAfterMs === undefined ? {} : { notBefore: now + retryAfterMs }),
      };
    case 'forbidden':
    case 'notFound':
    case 'odd':
      return { kind: 'refused', message, fields: {} };
  }
}
