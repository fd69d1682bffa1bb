import type { WriteEntry, WriteResult } from '@/lib/domain/writes';
import type { FairleadDatabase } from './database';

/**
 * Keeps a write before anything is sent. The same id a second time is the same write, and so is a second wish for a task of the
 * same mark: the one that is there comes back.
 */
export function keepWrite(database: FairleadDatabase, entry: WriteEntry): Promise<WriteEntry> {
  return database.transaction('rw', database.writes, async () => {
    const known = await database.writes.where('id').equals(entry.id).first();
    if (known) return known;
    const task = await taskMarkedLike(database, entry);
    if (task) return task;
    await database.writes.add(entry);
    return entry;
  });
}

/** What was given up or refused made no task, so it stands in the way of none. */
const NO_TASK: ReadonlySet<WriteEntry['state']> = new Set(['refused', 'conflict', 'dropped']);

async function taskMarkedLike(
  database: FairleadDatabase,
  { tenant, dealId, edits, task }: WriteEntry,
): Promise<WriteEntry | null> {
  if (task?.mark === undefined || edits.length > 0) return null;
  const rows = await database.writes.where('[tenant+dealId]').equals([tenant, dealId]).toArray();
  return rows.find((row) => row.task?.mark === task.mark && !NO_TASK.has(row.state)) ?? null;
}

/** Notes which tasks of its subject the deal had before a write's own was sent; only the first time counts. */
export async function noteTasksBefore(
  database: FairleadDatabase,
  id: string,
  tasksBefore: readonly string[] | null,
): Promise<void> {
  await database.writes
    .where('id')
    .equals(id)
    .and((entry) => entry.tasksBefore === undefined)
    .modify({ tasksBefore });
}

/** Takes a waiting write for sending; null when it is not waiting, as another one may have taken it. */
export function claimWrite(database: FairleadDatabase, id: string): Promise<WriteEntry | null> {
  return database.transaction('rw', database.writes, async () => {
    const entry = await database.writes.where('id').equals(id).first();
    if (entry?.state !== 'waiting') return null;
    await database.writes.where('id').equals(id).modify({ state: 'sending' });
    return { ...entry, state: 'sending' };
  });
}

/** Notes how a write went; what was undone by it is marked in the same step. */
export function settleWrite(database: FairleadDatabase, id: string, result: WriteResult, at: number): Promise<void> {
  return database.transaction('rw', database.writes, async () => {
    const ended = result.kind !== 'waiting';
    await database.writes
      .where('id')
      .equals(id)
      .modify({ state: result.kind, result, endedAt: ended ? at : null });
    const entry = await database.writes.where('id').equals(id).first();
    if (result.kind === 'done' && entry?.undoes)
      await database.writes.where('id').equals(entry.undoes).modify({ state: 'undone' });
  });
}

/** Gives up a write that was not sent; one that is under way or over stays as it is. */
export async function dropWrite(database: FairleadDatabase, tenant: string, id: string): Promise<boolean> {
  const changed = await database.writes
    .where('id')
    .equals(id)
    .and((entry) => entry.tenant === tenant && (entry.state === 'waiting' || entry.state === 'conflict'))
    .modify({ state: 'dropped' });
  return changed > 0;
}

/** The writes that wait, oldest first; of one deal, or of the whole tenant. */
export async function waitingWrites(
  database: FairleadDatabase,
  tenant: string,
  dealId?: string,
): Promise<WriteEntry[]> {
  const rows = await database.writes.where('[tenant+state]').equals([tenant, 'waiting']).sortBy('key');
  return dealId === undefined ? rows : rows.filter((row) => row.dealId === dealId);
}

/**
 * A write that was being sent when the worker was stopped waits again: reading first tells whether it arrived. Returns the ids of
 * all that wait and were never settled, as nothing in this worker's life has been kept yet.
 */
export function reviveWrites(database: FairleadDatabase): Promise<readonly string[]> {
  return database.transaction('rw', database.writes, async () => {
    await database.writes.where('state').equals('sending').modify({ state: 'waiting' });
    const rows = await database.writes.where('state').equals('waiting').toArray();
    return rows.filter(({ result }) => result === null).map(({ id }) => id);
  });
}

/** The last writes of a deal, latest first. */
export async function writesOf(
  database: FairleadDatabase,
  tenant: string,
  dealId: string,
  limit = 20,
): Promise<WriteEntry[]> {
  const rows = await database.writes.where('[tenant+dealId]').equals([tenant, dealId]).sortBy('madeAt');
  return rows.toReversed().slice(0, limit);
}

/** One write of a tenant. */
export async function writeById(database: FairleadDatabase, tenant: string, id: string): Promise<WriteEntry | null> {
  const entry = await database.writes.where('id').equals(id).first();
  return entry?.tenant === tenant ? entry : null;
}
