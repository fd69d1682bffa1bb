import { reversed, type Conflict, type Edit } from './edits';
import type { WriteEntry } from './writes';

/**
 * How one write of a batch stands.
 * - `waiting`: not in the CRM yet · `failed`: refused, or somebody else's change was in its way; nothing was written
 * - `written`: in the CRM, and can be taken back · `stays`: in the CRM, and cannot, as what was there before is not known
 * - `undoing`: its undo waits or is under way · `undoFailed`: its undo was refused or met somebody else's change
 * - `undone`: what was there before is there again · `dropped`: given up before it was sent
 */
export type BatchWriteState =
  | 'waiting'
  | 'failed'
  | 'written'
  | 'stays'
  | 'undoing'
  | 'undoFailed'
  | 'undone'
  | 'dropped';

export type BatchWrite = {
  writeId: string;
  dealId: string;
  dealName: string;
  /** How many fields it changes; a task counts as one. */
  changes: number;
  state: BatchWriteState;
  /** Why it waits or failed, in the CRM's own words where it said something; empty otherwise. */
  message: string;
  /** What somebody else changed meanwhile, so that nothing was written. */
  conflicts?: readonly Conflict[];
};

/** Several writes that were saved together, in the order in which they were made. */
export type BatchState = {
  batch: string;
  tenant: string;
  /** ms since the epoch, of its first write */
  madeAt: number;
  /** It takes another batch back. */
  isUndo: boolean;
  writes: readonly BatchWrite[];
  /** Its undo is being sent right now. */
  running: boolean;
  /** It is being sent itself. */
  sending: boolean;
};

/** The edits that take a write back: to what the fields held right before, exactly, where the panel may have seen a rounded form. */
export function undoEdits({ edits, result }: Pick<WriteEntry, 'edits' | 'result'>): Edit[] {
  const before = result?.kind === 'done' ? result.before : {};
  return reversed(edits.map((edit) => ({ ...edit, from: before[edit.field] ?? edit.from })));
}

/** How a batch stands, from the journal's rows of it and of the undos of them. Null where there are none. */
export function batchState(
  batch: string,
  writes: readonly WriteEntry[],
  undos: readonly WriteEntry[],
  running: boolean,
  sending = false,
): BatchState | null {
  const [first] = writes;
  if (!first) return null;
  return {
    batch,
    tenant: first.tenant,
    madeAt: first.madeAt,
    isUndo: first.undoes !== null,
    running,
    sending,
    writes: writes.map((write) => ({
      writeId: write.id,
      dealId: write.dealId,
      dealName: write.dealName,
      changes: write.edits.length + (write.task === undefined ? 0 : 1),
      ...standing(write, undos.findLast((undo) => undo.undoes === write.id && undo.state !== 'dropped') ?? null),
    })),
  };
}

/** The writes of a batch that an undo of it would still take back, or not send at all. */
export function openWrites({ writes }: Pick<BatchState, 'writes'>): BatchWrite[] {
  return writes.filter(({ state }) => state === 'written' || state === 'undoFailed' || state === 'waiting');
}

function standing(write: WriteEntry, undo: WriteEntry | null): Pick<BatchWrite, 'state' | 'message' | 'conflicts'> {
  switch (write.state) {
    case 'waiting':
    case 'sending':
      return { state: 'waiting', message: saidOf(write) };
    case 'refused':
    case 'conflict':
      return { state: 'failed', message: saidOf(write), ...conflictsOf(write) };
    case 'dropped':
    case 'undone':
      return { state: write.state, message: '' };
    case 'done':
      if (undo === null) return { state: undoEdits(write).length > 0 ? 'written' : 'stays', message: '' };
      return undo.state === 'waiting' || undo.state === 'sending'
        ? { state: 'undoing', message: saidOf(undo) }
        : { state: 'undoFailed', message: saidOf(undo) };
  }
}

function conflictsOf({ result }: WriteEntry): Pick<BatchWrite, 'conflicts'> {
  return result?.kind === 'conflict' ? { conflicts: result.conflicts } : {};
}

/** Why it waits or failed. A conflict has no words of the CRM's: it is shown with its values where the deal is open. */
function saidOf({ result }: WriteEntry): string {
  if (result?.kind === 'waiting') return result.message;
  return result?.kind === 'refused' ? [result.message, ...Object.values(result.fields)].filter(Boolean).join(' ') : '';
}
