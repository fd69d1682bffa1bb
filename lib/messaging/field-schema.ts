import { z } from '@/lib/domain/zod';

const source = z.enum(['page', 'api']);

/** One field of a deal in a message. */
export const fieldSchema = z.union([
  z.strictObject({
    state: z.literal('value'),
    value: z.union([
      z.string().max(10_000),
      z.number(),
      z.strictObject({ value: z.number(), currency: z.string().max(8).nullable() }),
    ]),
    source,
    approximate: z.literal(true).exactOptional(),
  }),
  z.strictObject({ state: z.literal('empty'), source }),
  z.strictObject({
    state: z.literal('unknown'),
    reason: z.enum(['notOnPage', 'ambiguous', 'odd', 'notCovered']),
    raw: z.string().max(200).exactOptional(),
  }),
]);
