import { CALLS, type CalledDeal, type Commitment, type Decision, type Review } from '@/lib/domain/review';
import { z } from '@/lib/domain/zod';
import type { TrackRecord } from '@/lib/queue/answer';
import type { ReviewAnswer } from '@/lib/queue/review';
import type { ReviewDeal } from '@/lib/queue/review-deal';

type Of = { tenant: string; dealId: string };

/** What the review page may ask; panels may not: a review is about other people's deals. */
export type ReviewCalls = {
  reviewList: { input: { tenant: string }; output: ReviewAnswer };
  /** Null where nothing is kept of the deal, or there are no rules. */
  reviewDeal: { input: Of; output: ReviewDeal | null };
  /** Keeps today's decision about a deal, in place of an earlier one of today. */
  saveReview: { input: Of & { decision: Decision }; output: Review };
  /** Keeps something that was promised, new or changed; `done` closes it, or opens it again. */
  saveCommitment: { input: Of & Pick<Commitment, 'id' | 'text' | 'due'> & { done: boolean }; output: null };
  dropCommitment: { input: Of & { id: string }; output: null };
  /** What deals were called in reviews, with the day each was to close: the insight page's rep calls. */
  calledDeals: { input: { tenant: string }; output: readonly CalledDeal[] };
  /** How calls and scores did on deals that have ended. */
  trackRecord: { input: { tenant: string }; output: TrackRecord };
};

const tenant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
  .max(400);
const dealId = z.string().min(1).max(200);
const id = z.uuid();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const REVIEW_INPUTS = {
  reviewList: z.strictObject({ tenant }),
  calledDeals: z.strictObject({ tenant }),
  reviewDeal: z.strictObject({ tenant, dealId }),
  saveReview: z.strictObject({
    tenant,
    dealId,
    decision: z.strictObject({
      call: z.enum(CALLS).nullable(),
      callDate: day.nullable(),
      note: z.string().max(5_000),
    }),
  }),
  saveCommitment: z.strictObject({
    tenant,
    dealId,
    id,
    text: z.string().trim().min(1).max(500),
    due: day.nullable(),
    done: z.boolean(),
  }),
  dropCommitment: z.strictObject({ tenant, dealId, id }),
  trackRecord: z.strictObject({ tenant }),
} satisfies Record<keyof ReviewCalls, z.ZodType>;
