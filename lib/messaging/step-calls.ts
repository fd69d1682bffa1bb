import type { StepMark } from '@/lib/domain/step-states';
import { z } from '@/lib/domain/zod';
import type { StepCount } from '@/lib/store/step-states';

/** What reps say of suggested steps. The tenant comes from the browser. */
export type StepCalls = {
  /** Says something of a step of the deal of the panel's own tab, or takes back what was said. `at`: when it was first said. */
  markStep: {
    input: { dealId: string; step: string; title: string; mark: StepMark | null; at?: number };
    output: null;
  };
  /** What was said of each rule's steps, for the admin page. */
  stepCounts: { input: null; output: readonly StepCount[] };
};

const mark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({ kind: z.literal('notNow'), until: z.string().regex(/^\d{4}-\d\d-\d\d$/) }),
  z.strictObject({ kind: z.literal('doesNotApply'), reason: z.string().trim().min(1).max(1_000) }),
]);

export const STEP_INPUTS = {
  markStep: z.strictObject({
    dealId: z.string().min(1).max(200),
    step: z.string().min(1).max(300),
    title: z.string().min(1).max(300),
    mark: mark.nullable(),
    at: z.number().min(0).max(8.64e15).exactOptional(),
  }),
  stepCounts: z.null(),
} satisfies Record<keyof StepCalls, z.ZodType>;
