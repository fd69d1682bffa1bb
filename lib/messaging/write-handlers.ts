import { adapterInUse } from '@/lib/cache/adapters';
import { tellWritten } from '@/lib/cache/write-news';
import { refreshTab } from '@/lib/crm/transport/refresh-tab';
import { endsByItself, nextTry } from '@/lib/crm/write/next-try';
import { performWrite, type Kept } from '@/lib/crm/write/perform';
import { undoEdits } from '@/lib/domain/batch';
import type { NewWrite, WaitReason, WriteEntry, WriteResult } from '@/lib/domain/writes';
import type { FairleadDatabase } from '@/lib/store/database';
import {
  claimWrite,
  dropWrite,
  keepWrite,
  noteTasksBefore,
  reviveWrites,
  settleWrite,
  waitingWrites,
  writeById,
  writesOf,
} from '@/lib/store/writes';
import type { BatchCalls } from './batch-calls';
import { batchHandlers } from './batch-handlers';
import type { SignIns } from './crm-access';
import { refuseLocked } from './policy-guard';
import type { CrmTab, Handlers } from './service';
import { showsDeal, tabFor } from './tab-for';
import { tenantFor } from './tenant-for';
import { wakeBy } from './wake';
import type { WriteCalls } from './write-calls';
import { writePorts, type WriteFrom } from './write-port';

/** The write path: each write is kept first, then sent, then proven; what cannot be sent waits, and nothing is sent twice. */
export function writeHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  signIns: SignIns,
  /** A deal was written to over the API while no page shows it: nobody else would read it again. */
  onUnseen: (tenant: string, dealId: string) => Promise<void> = () => Promise.resolve(),
): { handlers: Pick<Handlers, keyof WriteCalls | keyof BatchCalls>; sendAll: () => Promise<void> } {
  const keep = (tenant: string, write: NewWrite, undoes: string | null): Promise<WriteEntry> =>
    keepWrite(database(), { ...write, tenant, madeAt: now(), endedAt: null, state: 'waiting', undoes, result: null });

  // What a worker that was stopped left half-sent waits again; done once in each worker's life, before anything is sent.
  let revived: Promise<void> | undefined;
  /** Sends the deal's waiting writes in order; one that still waits holds those after it. */
  const send = async (tenant: string, dealId: string, tab: CrmTab | null): Promise<void> => {
    await (revived ??= reviveWrites(database()));
    for (const { id, result: last } of await waitingWrites(database(), tenant, dealId)) {
      if (last?.kind === 'waiting' && (last.notBefore ?? 0) > now()) return; // the CRM asked for patience
      const entry = await claimWrite(database(), id);
      if (!entry) continue; // another call sends it
      const tried = await attempt({ entry, tab, signIns }, (before) => noteTasksBefore(database(), id, before));
      // What was sent by the background itself may be on somebody's screen all the same.
      const seenIn = tab ?? (tried.kind === 'done' ? await tabFor(tenant, dealId, null) : null);
      const result = await shown(tried, dealId, seenIn);
      await settleWrite(database(), id, result, now());
      await tellWritten(tenant, dealId).catch(() => undefined); // a browser without such a store: it shows later
      if (result.kind === 'done' && seenIn === null) await onUnseen(tenant, dealId).catch(() => undefined); // it is written
      if (result.kind === 'waiting') return wakeForWaiting();
    }
  };
  const waiting = (): Promise<WriteEntry[]> => database().writes.where('state').equals('waiting').toArray();
  const wakeForWaiting = async (): Promise<void> => {
    const at = nextTry(await waiting(), now());
    if (at !== null) await wakeBy(at, now());
  };
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
  /** Sends what waits for the network or the CRM itself, over the API; what waits for its page or its user is left to them. */
  const sendAll = async (): Promise<void> => {
    const ready = (await waiting()).filter(endsByItself);
    const deals = new Map(ready.map(({ tenant, dealId }) => [`${tenant} ${dealId}`, { tenant, dealId }]));
    for (const { tenant, dealId } of deals.values()) await send(tenant, dealId, null);
    await batches.resume();
    await wakeForWaiting();
  };
  return { handlers: answers, sendAll };
}

/** Lets the open page show what was written over the API, where it does not see it by itself. */
async function shown(result: WriteResult, dealId: string, tab: CrmTab | null): Promise<WriteResult> {
  if (result.kind !== 'done' || result.way !== 'api' || tab === null || !(await showsDeal(tab, dealId))) return result;
  const refreshed = await refreshTab(tab.id, (await adapterInUse(tab.adapter))?.api?.refresh);
  return refreshed === 'reload' ? { ...result, reload: true } : result;
}

/**
 * Tries the ways in turn: the next one only where the one before could not even read the deal, so that nothing is sent twice.
 * A failure of our own is no word of the CRM: the write waits, and says why.
 */
async function attempt(from: WriteFrom, noteTasks: NonNullable<Kept['noteTasks']>): Promise<WriteResult> {
  try {
    const ports = await writePorts(from);
    if ('kind' in ports) return ports;
    let result: WriteResult = { kind: 'waiting', reason: 'notOpen', message: '' };
    for (const port of ports) {
      result = await performWrite({ ...from.entry, noteTasks }, port);
      if (result.kind !== 'waiting' || !CLOSED.has(result.reason)) return result;
    }
    return result;
  } catch (error) {
    return { kind: 'waiting', reason: 'server', message: error instanceof Error ? error.message : String(error) };
  }
}

const CLOSED: ReadonlySet<WaitReason> = new Set(['signedOut', 'notOpen']);
