import { adapterInUse } from '@/lib/cache/adapters';
import { tellWritten } from '@/lib/cache/write-news';
import { refreshTab } from '@/lib/crm/transport/refresh-tab';
import { endsByItself, nextTry } from '@/lib/crm/write/next-try';
import { performWrite, type Kept } from '@/lib/crm/write/perform';
import type { NewWrite, WaitReason, WriteEntry, WriteResult } from '@/lib/domain/writes';
import type { FairleadDatabase } from '@/lib/store/database';
import { claimWrite, keepWrite, noteTasksBefore, reviveWrites, settleWrite, waitingWrites } from '@/lib/store/writes';
import type { SignIns } from './crm-access';
import type { CrmTab } from './service';
import { showsDeal, tabFor } from './tab-for';
import { wakeBy } from './wake';
import { writePorts, type WriteFrom } from './write-port';

/** When the background looks whether a write was cut off with its worker. */
const CUT_OFF_MS = 60_000;

export type Outbox = {
  keep: (tenant: string, write: NewWrite, undoes: string | null) => Promise<WriteEntry>;
  /** Sends the deal's waiting writes in order; one that still waits holds those after it. */
  send: (tenant: string, dealId: string, tab: CrmTab | null) => Promise<void>;
  /**
   * Sends what waits for the network or the CRM itself, and what a worker was stopped before it could settle, over the API; what
   * waits for its page or its user is left to them.
   */
  sendReady: () => Promise<void>;
  /** Sees to it that the background is woken for what ends by itself. */
  wakeForWaiting: () => Promise<void>;
};

/** What is to be written: kept first, then sent, then proven; what cannot be sent waits, and nothing is sent twice. */
export function makeOutbox(
  database: () => FairleadDatabase,
  now: () => number,
  signIns: SignIns,
  onUnseen: (tenant: string, dealId: string) => Promise<void>,
): Outbox {
  // What a worker that was stopped left half-sent waits again; done once in each worker's life, before anything is kept or sent.
  let revived: Promise<readonly string[]> | undefined;
  const revive = (): Promise<readonly string[]> => (revived ??= reviveWrites(database()));
  const waiting = (): Promise<WriteEntry[]> => database().writes.where('state').equals('waiting').toArray();
  const wakeForWaiting = async (): Promise<void> => {
    const at = nextTry(await waiting(), now());
    if (at !== null) await wakeBy(at, now());
  };
  const sendNow = async (tenant: string, dealId: string, tab: CrmTab | null): Promise<void> => {
    await revive();
    for (const { id, result: last } of await waitingWrites(database(), tenant, dealId)) {
      if (last?.kind === 'waiting' && (last.notBefore ?? 0) > now()) return; // the CRM asked for patience
      await wakeBy(now() + CUT_OFF_MS, now()).catch(() => undefined); // a browser without alarms: its next start sends it
      const entry = await claimWrite(database(), id);
      if (!entry) continue; // given up meanwhile
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
  const oneByOne = inLine();
  const send: Outbox['send'] = (tenant, dealId, tab) =>
    oneByOne(`${tenant} ${dealId}`, () => sendNow(tenant, dealId, tab));
  return {
    keep: async (tenant, write, undoes) => {
      await revive();
      const state = { tenant, madeAt: now(), endedAt: null, state: 'waiting', undoes, result: null } as const;
      return keepWrite(database(), { ...write, ...state });
    },
    send,
    sendReady: async () => {
      const cutOff = new Set(await revive());
      const ready = (await waiting()).filter((entry) => endsByItself(entry) || isCutOff(entry, cutOff));
      const deals = new Map(ready.map(({ tenant, dealId }) => [`${tenant} ${dealId}`, { tenant, dealId }]));
      for (const { tenant, dealId } of deals.values()) await send(tenant, dealId, null);
    },
    wakeForWaiting,
  };
}

/** Batches go on by themselves, in their own order. */
function isCutOff({ id, result, batch }: WriteEntry, cutOff: ReadonlySet<string>): boolean {
  return result === null && batch === undefined && cutOff.has(id);
}

/** Runs what has the same key one after the other: two at once would send a deal's next write before the last one is there. */
function inLine(): (key: string, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (key, work) => {
    const next = (last.get(key) ?? Promise.resolve()).catch(() => undefined).then(work);
    last.set(key, next);
    const leave = (): void => void (last.get(key) === next && last.delete(key));
    next.then(leave, leave);
    return next;
  };
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
