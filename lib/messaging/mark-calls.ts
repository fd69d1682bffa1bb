import type { Mark, Reached } from '@/lib/crm/mark-messages';
import { z } from '@/lib/domain/zod';

/** What a panel may have shown on its own tab's page. */
export type MarkCalls = {
  /** Marks these fields and no others; none takes all marks away. */
  showMarks: { input: { dealId: string; marks: Mark[]; words: { hide: string } }; output: null };
  /** Scrolls to a field, focuses it, and says whether it can be seen. */
  showField: { input: { dealId: string; field: string }; output: Reached };
};

const dealId = z.string().min(1).max(200);
const field = z.string().min(1).max(120);

export const MARK_INPUTS = {
  showMarks: z.strictObject({
    dealId,
    marks: z.array(z.strictObject({ field, name: z.string().max(400), why: z.string().max(1_000) })).max(60),
    words: z.strictObject({ hide: z.string().max(200) }),
  }),
  showField: z.strictObject({ dealId, field }),
} satisfies Record<keyof MarkCalls, z.ZodType>;
