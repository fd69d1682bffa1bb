import { undoEdits } from '@/lib/domain/batch';
import type { WriteEntry } from '@/lib/domain/writes';
import type { FairleadDatabase } from '@/lib/store/database';
import { dropWrite, writeById, writesOf } from '@/lib/store/writes';
import type { BatchCalls } from './batch-calls';
import { batchHandlers } from './batch-handlers';
import type { SignIns } from './crm-access';
import { makeOutbox } from './outbox';
import { refuseLocked } from './policy-guard';
import type { Handlers } from './service';
import { tabFor } from './tab-for';
import { tenantFor } from './tenant-for';
import type { WriteCalls } from './write-calls';

/** The write path: what panels ask of the outbox, and what it goes on with by itself. */
export function writeHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  signIns: SignIns,
  /** A deal was written to over the API while no page shows it: nobody else would read it again. */
  onUnseen: (tenant: string, dealId: string) => Promise<void> = () => Promise.resolve(),
): { handlers: Pick<Handlers, keyof WriteCalls | keyof BatchCalls>; sendAll: () => Promise<void> } {
  const { keep, send, sendReady, wakeForWaiting } = makeOutbox(database, now, signIns, onUnseen);
  const outcome = async (tenant: string, id: string): Promise<WriteEntry> => {
    const entry = await writeById(database(), tenant, id);
    if (!entry) throw new Error('there is no such write');
    return entry;
  };

  const batches = batchHandlers(database, now, send);
  const answers: Pick<Handlers, keyof WriteCalls | keyof BatchCalls> = {
    ...batches.handlers,
    undoBatch: async (input, caller) => {
      await refuseLocked(database(), 'writes', now());
      return batches.handlers.undoBatch(input, caller);
    },
    write: async (write, caller) => {
      const tenant = tenantFor(caller);
      await refuseLocked(database(), 'writes', now());
      if (write.edits.length === 0 && write.task === undefined) throw new Error('there is nothing to write');
      const { id } = await keep(tenant, write, null);
      await send(tenant, write.dealId, await tabFor(tenant, write.dealId, caller.tab));
      return outcome(tenant, id);
    },
    undoWrite: async ({ id, writeId }, caller) => {
      const tenant = tenantFor(caller);
      await refuseLocked(database(), 'writes', now());
      const done = await outcome(tenant, writeId);
      if (done.state !== 'done') throw new Error('only a write that was done can be taken back');
      const { dealId, dealName } = done;
      await keep(tenant, { id, dealId, dealName, edits: undoEdits(done) }, done.id);
      await send(tenant, dealId, await tabFor(tenant, dealId, caller.tab));
      return outcome(tenant, id);
    },
    sendWaiting: async ({ dealId }, caller) => {
      const tenant = tenantFor(caller);
      await send(tenant, dealId, await tabFor(tenant, dealId, caller.tab));
      return writesOf(database(), tenant, dealId);
    },
    dropWrite: ({ writeId }, caller) => dropWrite(database(), tenantFor(caller), writeId),
    writes: ({ dealId }, caller) => writesOf(database(), tenantFor(caller), dealId),
  };
  const sendAll = async (): Promise<void> => {
    await sendReady();
    await batches.resume();
    await wakeForWaiting();
  };
  return { handlers: answers, sendAll };
}
