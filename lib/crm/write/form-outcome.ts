import { z } from '@/lib/domain/zod';

const words = z.string().max(2_000);
const byField = z.record(z.string().max(120), words);

/** What the filler in the page answers; hostile until parsed, as it comes out of the page's process. */
export const formOutcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), was: z.record(z.string().max(120), z.string().max(10_000)) }),
  z.object({ kind: z.literal('refused'), message: words, fields: byField }),
  z.object({ kind: z.literal('noControl'), field: z.string().max(120) }),
  z.object({ kind: z.literal('noOption'), field: z.string().max(120), offers: z.array(words).max(100) }),
  z.object({ kind: z.enum(['notOpen', 'unsaved', 'offline', 'noAnswer']) }),
]);
