import { performWrite } from '@/lib/crm/write/perform';
import { reversed, type Edit } from '@/lib/domain/edits';
import type { NewWrite, WriteEntry, WriteResult } from '@/lib/domain/writes';
import type { FairleadDatabase } from '@/lib/store/database';
import {
  claimWrite,
  dropWrite,
  keepWrite,
  reviveWrites,
  settleWrite,
  waitingWrites,
  writeById,
  writesOf,
} from '@/lib/store/writes';
import type { Caller, Handlers } from './service';
import { tenantFor } from './tenant-for';
import type { WriteCalls } from './write-calls';
import { writePort } from './write-port';

/** The write path: each write is kept first, then sent, then proven; what cannot be sent waits, and nothing is sent twice. */
export function writeHandlers(database: () => FairleadDatabase, now: () => number): Pick<Handlers, keyof WriteCalls> {
  const keep = (tenant: string, write: NewWrite, undoes: string | null): Promise<WriteEntry> =>
    keepWrite(database(), { ...write, tenant, madeAt: now(), endedAt: null, state: 'waiting', undoes, result: null });

  // What a worker that was stopped left half-sent waits again; done once in each worker's life, before anything is sent.
  let revived: Promise<void> | undefined;
  /** Sends the deal's waiting writes in order; one that still waits holds those after it. */
  const send = async (tenant: string, dealId: string, caller: Caller): Promise<void> => {
    await (revived ??= reviveWrites(database()));
    for (const { id } of await waitingWrites(database(), tenant, dealId)) {
      const entry = await claimWrite(database(), id);
      if (!entry) continue; // another call sends it
      const result = await attempt(entry, caller);
      await settleWrite(database(), id, result, now());
      if (result.kind === 'waiting') return;
    }
  };
  const outcome = async (tenant: string, id: string): Promise<WriteEntry> => {
    const entry = await writeById(database(), tenant, id);
    if (!entry) throw new Error('there is no such write');
    return entry;
  };

  return {
    write: async (write, caller) => {
      const tenant = tenantFor(caller);
      if (write.edits.length === 0 && write.task === undefined) throw new Error('there is nothing to write');
      await keep(tenant, write, null);
      await send(tenant, write.dealId, caller);
      return outcome(tenant, write.id);
    },
    undoWrite: async ({ id, writeId }, caller) => {
      const tenant = tenantFor(caller);
      const done = await outcome(tenant, writeId);
      if (done.state !== 'done') throw new Error('only a write that was done can be taken back');
      const { dealId, dealName } = done;
      await keep(tenant, { id, dealId, dealName, edits: reversed(editsDone(done)) }, done.id);
      await send(tenant, dealId, caller);
      return outcome(tenant, id);
    },
    sendWaiting: async ({ dealId }, caller) => {
      const tenant = tenantFor(caller);
      await send(tenant, dealId, caller);
      return writesOf(database(), tenant, dealId);
    },
    dropWrite: ({ writeId }, caller) => dropWrite(database(), tenantFor(caller), writeId),
    writes: ({ dealId }, caller) => writesOf(database(), tenantFor(caller), dealId),
  };
}

/** The edits of a write with what the fields held right before: exact, where the panel may have seen a rounded form. */
function editsDone({ edits, result }: WriteEntry): Edit[] {
  const before = result?.kind === 'done' ? result.before : {};
  return edits.map((edit) => ({ ...edit, from: before[edit.field] ?? edit.from }));
}

/** A failure of our own is no word of the CRM: the write waits, and says why. */
async function attempt(entry: WriteEntry, caller: Caller): Promise<WriteResult> {
  try {
    const port = await writePort(entry, caller);
    if ('kind' in port) return port;
    return await performWrite(entry, port);
  } catch (error) {
    return { kind: 'waiting', reason: 'server', message: error instanceof Error ? error.message : String(error) };
  }
}
