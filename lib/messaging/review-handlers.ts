import type { Queue } from '@/lib/queue/queue';
import { makeReviews } from '@/lib/queue/review';
import type { FairleadDatabase } from '@/lib/store/database';
import { calledDeals, commitmentsOf, dropCommitment, putCommitment } from '@/lib/store/reviews';
import { adminOnly } from './admin-only';
import { currentClock } from './current-clock';
import { refuseCrm } from './policy-guard';
import type { ReviewCalls } from './review-calls';
import type { Caller, Handlers } from './service';

/** Answers for the review page: to the extension's own tabs only, for CRMs that the policy allows. */
export function reviewHandlers(
  database: () => FairleadDatabase,
  { judging }: Pick<Queue, 'judging'>,
): Pick<Handlers, keyof ReviewCalls> {
  const reviews = makeReviews({ database, clock: currentClock, judging });
  const allowed = async (tenant: string, caller: Caller): Promise<string> => {
    adminOnly(caller);
    await refuseCrm(tenant);
    return tenant;
  };
  return {
    reviewList: async ({ tenant }, caller) => reviews.list(await allowed(tenant, caller)),
    reviewDeal: async ({ tenant, dealId }, caller) => reviews.deal(await allowed(tenant, caller), dealId),
    saveReview: async ({ tenant, dealId, decision }, caller) =>
      reviews.save(await allowed(tenant, caller), dealId, decision),
    saveCommitment: async ({ tenant, dealId, id, text, due, done }, caller) => {
      await allowed(tenant, caller);
      const { now } = currentClock();
      const before = (await commitmentsOf(database(), tenant, dealId)).find((each) => each.id === id);
      const doneAt = done ? (before?.doneAt ?? now) : null;
      await putCommitment(database(), tenant, { id, dealId, text, due, madeAt: before?.madeAt ?? now, doneAt });
      return null;
    },
    dropCommitment: async ({ tenant, dealId, id }, caller) => {
      await allowed(tenant, caller);
      await dropCommitment(database(), tenant, dealId, id);
      return null;
    },
    calledDeals: async ({ tenant }, caller) => {
      await allowed(tenant, caller);
      return calledDeals(database(), tenant);
    },
    trackRecord: async ({ tenant }, caller) => reviews.record(await allowed(tenant, caller)),
  };
}
