import { browser } from 'wxt/browser';
import { batchState, undoEdits, type BatchState } from '@/lib/domain/batch';
import type { NewWrite, WaitReason, WriteEntry } from '@/lib/domain/writes';
import { batchRows, keepUndos, recentBatches } from '@/lib/store/batches';
import type { FairleadDatabase } from '@/lib/store/database';
import { dropWrite, keepWrite, writeById } from '@/lib/store/writes';
import type { BatchCalls } from './batch-calls';
import type { Caller, CrmTab, Handlers } from './service';
import { tabFor } from './tab-for';
import { tenantAsked } from './tenant-for';
import { refuseCrm, refuseLocked } from './policy-guard';

/** Sends what waits for a deal, in order. */
type SendDeal = (tenant: string, dealId: string, tab: CrmTab | null) => Promise<void>;

/** From which tab a deal is written to; null: over the API, without anybody's page. */
type TabOf = (dealId: string) => Promise<CrmTab | null>;

/** As many batches as anyone looks back on. */
const RECENT = 10;

/**
 * Takes back what was saved together. Every undo is kept in the outbox first, so that a stopped worker loses none; each is then
 * an ordinary write with the ordinary checks.
 */
export function batchHandlers(
  database: () => FairleadDatabase,
  now: () => number,
  send: SendDeal,
): { handlers: Pick<Handlers, keyof BatchCalls>; resume: () => Promise<void> } {
  const running = new Set<string>();
  const sending = new Set<string>();
  const stateOf = async (tenant: string | null, batch: string): Promise<BatchState | null> => {
    const { writes, undos } = await batchRows(database(), tenant, batch);
    return batchState(batch, writes, undos, running.has(batch), sending.has(batch));
  };
  const known = async (caller: Caller, batch: string): Promise<BatchState> => {
    const state = await stateOf(reachOf(caller), batch);
    if (!state) throw new Error('there is no such batch');
    return state;
  };

  /** Sends a batch, or its undos, one after the other; what holds up one of them by no fault of its deal holds up the rest. */
  const run = async (
    tenant: string,
    batch: string,
    tabOf: TabOf,
    which: 'writes' | 'undos' = 'undos',
  ): Promise<void> => {
    const under = which === 'undos' ? running : sending;
    if (under.has(batch)) return;
    under.add(batch);
    try {
      const rows = (await batchRows(database(), tenant, batch))[which];
      for (const { id, dealId, state } of rows) {
        if (state !== 'waiting' || (await writeById(database(), tenant, id))?.state !== 'waiting') continue;
        await send(tenant, dealId, await tabOf(dealId));
        const { result } = (await writeById(database(), tenant, id)) ?? {};
        if (result?.kind === 'waiting' && HOLDS_ALL.has(result.reason)) return;
        // A call of the browser's keeps the worker awake while it only waits for the CRM.
        await browser.runtime.getPlatformInfo?.();
      }
    } finally {
      under.delete(batch);
    }
  };

  return {
    handlers: {
      writeBatch: async ({ tenant: named, batch, writes }, caller) => {
        const tenant = tenantAsked(named, caller);
        await refuseLocked(database(), 'writes', now());
        await refuseCrm(tenant);
        // All are kept before the first is sent: a stopped worker loses none.
        for (const write of writes) await keepWrite(database(), newEntry({ ...write, batch }, tenant, now()));
        void run(tenant, batch, (dealId) => tabFor(tenant, dealId, caller.tab), 'writes').catch(() => undefined);
        return known(caller, batch);
      },
      stopBatch: async ({ batch }, caller) => {
        const { tenant } = await known(caller, batch);
        const { writes } = await batchRows(database(), tenant, batch);
        for (const { id, state } of writes) if (state === 'waiting') await dropWrite(database(), tenant, id);
        return known(caller, batch);
      },
      undoBatch: async ({ id, batch }, caller) => {
        const { tenant } = await known(caller, batch);
        await keepUndos(database(), tenant, batch, (done) => undoOf(done, id, now()));
        void run(tenant, batch, (dealId) => tabFor(tenant, dealId, caller.tab)).catch(() => undefined); // what went wrong is in the rows
        return known(caller, batch);
      },
      stopUndo: async ({ batch }, caller) => {
        const { tenant } = await known(caller, batch);
        const { undos } = await batchRows(database(), tenant, batch);
        for (const { id, state } of undos) if (state === 'waiting') await dropWrite(database(), tenant, id);
        return known(caller, batch);
      },
      batchState: async ({ batch }, caller) => stateOf(reachOf(caller), batch),
      recentBatches: async (_input, caller) => {
        const batches = await recentBatches(database(), reachOf(caller), RECENT);
        const states = await Promise.all(batches.map((batch) => stateOf(reachOf(caller), batch)));
        return states.filter((state) => state !== null);
      },
    },
    resume: () => resumeWith(database(), run),
  };
}

type RunBatch = (tenant: string, batch: string, tabOf: TabOf, which: 'writes' | 'undos') => Promise<void>;

/** Goes on with what was never tried: a run was cut off before it came to it. No page is filled that nobody is looking at. */
async function resumeWith(database: FairleadDatabase, run: RunBatch): Promise<void> {
  const waiting = await database.writes.where('state').equals('waiting').toArray();
  for (const { tenant, undoes, result, batch: own } of waiting) {
    if (result !== null) continue;
    const batch = undoes === null ? own : (await writeById(database, tenant, undoes))?.batch;
    const which = undoes === null ? 'writes' : 'undos';
    if (batch !== undefined) await run(tenant, batch, () => Promise.resolve(null), which);
  }
}

function newEntry(write: NewWrite, tenant: string, madeAt: number): WriteEntry {
  return { ...write, tenant, madeAt, endedAt: null, state: 'waiting', undoes: null, result: null };
}

/** What is no fault of the one deal. */
const HOLDS_ALL: ReadonlySet<WaitReason> = new Set(['offline', 'limited', 'signedOut', 'server']);

function undoOf(done: WriteEntry, batch: string, at: number): WriteEntry | null {
  const { tenant, dealId, dealName, id } = done;
  const edits = undoEdits(done);
  if (edits.length === 0) return null;
  const write = { id: crypto.randomUUID(), dealId, dealName, edits, batch, tenant, undoes: id };
  return { ...write, madeAt: at, endedAt: null, state: 'waiting', result: null };
}

/** A panel reaches its own CRM's batches, the extension's own tabs reach every one; anybody else reaches none. */
function reachOf({ tenant, ownTab }: Caller): string | null {
  if (tenant === null && !ownTab) throw new Error('this page belongs to no CRM tab');
  return tenant;
}
