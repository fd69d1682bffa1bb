import type { BatchState } from '@/lib/domain/batch';
import { z } from '@/lib/domain/zod';

/**
 * Writes that were saved together. A panel reaches the batches of its own CRM; the extension's own tabs reach all.
 * A batch is made by giving `write` the same `batch` for each of its writes.
 */
export type BatchCalls = {
  /**
   * Takes back every write of a batch, the last one first, with the same checks as one undo; a write that was not sent yet is
   * given up. Comes back once all undos are kept: `batchState` tells how they go. `id` is the batch that the undos make.
   */
  undoBatch: { input: { id: string; batch: string }; output: BatchState };
  /** Stops an undo: what is not taken back by then stays as it is. */
  stopUndo: { input: { batch: string }; output: BatchState };
  /** How a batch stands; null where there is none. */
  batchState: { input: { batch: string }; output: BatchState | null };
  /** The last batches, latest first. */
  recentBatches: { input: null; output: BatchState[] };
};

const id = z.uuid();

export const BATCH_INPUTS = {
  undoBatch: z.strictObject({ id, batch: id }),
  stopUndo: z.strictObject({ batch: id }),
  batchState: z.strictObject({ batch: id }),
  recentBatches: z.null(),
} satisfies Record<keyof BatchCalls, z.ZodType>;
