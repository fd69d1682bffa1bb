import type { NewWrite, WriteEntry } from '@/lib/domain/writes';
import { z } from '@/lib/domain/zod';
import { fieldSchema } from './field-schema';

/** What a panel may ask of the write path. The tenant and the tab come from the browser. */
export type WriteCalls = {
  /** Writes to the deal of the caller's own tab; comes back when it has ended or waits. */
  write: { input: NewWrite; output: WriteEntry };
  /** Takes a write back; `id` is that of the new write. */
  undoWrite: { input: { id: string; writeId: string }; output: WriteEntry };
  /** Sends what waits for this deal. */
  sendWaiting: { input: { dealId: string }; output: WriteEntry[] };
  /** Gives up a write that was not sent. */
  dropWrite: { input: { writeId: string }; output: boolean };
  /** The last writes of a deal, latest first. */
  writes: { input: { dealId: string }; output: WriteEntry[] };
};

const id = z.uuid();
const dealId = z.string().min(1).max(200);
const fieldKey = z.custom<NewWrite['edits'][number]['field']>(
  (key) => typeof key === 'string' && /^[A-Za-z][\w.]{0,118}$/.test(key),
);
const value = z.union([
  z.string().max(10_000),
  z.number(),
  z.strictObject({ value: z.number(), currency: z.string().max(8).nullable() }),
]);

export const WRITE_INPUTS = {
  write: z.strictObject({
    id,
    dealId,
    dealName: z.string().max(300),
    edits: z.array(z.strictObject({ field: fieldKey, from: fieldSchema, to: value.nullable() })).max(100),
    task: z
      .strictObject({
        subject: z.string().min(1).max(300),
        due: z
          .string()
          .regex(/^\d{4}-\d\d-\d\d$/)
          .nullable(),
        mark: z.string().min(1).max(300).exactOptional(),
      })
      .exactOptional(),
    decided: z.array(fieldKey).max(100).exactOptional(),
    batch: id.exactOptional(),
  }),
  undoWrite: z.strictObject({ id, writeId: id }),
  sendWaiting: z.strictObject({ dealId }),
  dropWrite: z.strictObject({ writeId: id }),
  writes: z.strictObject({ dealId }),
} satisfies Record<keyof WriteCalls, z.ZodType>;
