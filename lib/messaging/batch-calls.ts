import type { BatchState } from '@/lib/domain/batch';
import type { NewWrite } from '@/lib/domain/writes';
import { z } from '@/lib/domain/zod';
import { WRITE_INPUTS } from './write-calls';

/**
 * Writes that were saved together. A panel reaches the batches of its own CRM; the extension's own tabs reach all.
 * A batch is made by giving `write` the same `batch` for each of its writes.
 */
export type BatchCalls = {
  /**
   * Writes to several deals of one CRM, one after the other. Comes back once all are kept: `batchState` tells how they go.
   * `tenant` is named by the extension's own tabs; a panel's is that of its tab (null).
   */
  writeBatch: { input: { tenant: string | null; batch: string; writes: readonly NewWrite[] }; output: BatchState };
  /** Gives up what is not sent yet. */
  stopBatch: { input: { batch: string }; output: BatchState };
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
const tenant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
  .max(400)
  .nullable();

export const BATCH_INPUTS = {
  writeBatch: z.strictObject({ tenant, batch: id, writes: z.array(WRITE_INPUTS.write).min(1).max(500) }),
  stopBatch: z.strictObject({ batch: id }),
  undoBatch: z.strictObject({ id, batch: id }),
  stopUndo: z.strictObject({ batch: id }),
  batchState: z.strictObject({ batch: id }),
  recentBatches: z.null(),
} satisfies Record<keyof BatchCalls, z.ZodType>;
