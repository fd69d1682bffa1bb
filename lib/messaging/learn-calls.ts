import { z } from '@/lib/domain/zod';
import type { LearningReport } from '@/lib/learn/report';

type DisputedKind = 'signal' | 'criterion' | 'gap';

export type DisputeInput = {
  dealId: string;
  kind: DisputedKind;
  id: string;
  title: string;
  /** What the flag says of the outcome: see `Dispute`. */
  claim: 'risk' | 'chance' | 'none';
  reason: string;
  packHash: string;
  snapshotHash: string;
};

/** What is asked of the memory of past deals: by the panel of its own deal, by the admin page of all. */
export type LearnCalls = {
  /** A rep objects to a flag of the deal of the panel's own tab, or takes that back. */
  dispute: { input: DisputeInput; output: null };
  withdrawDispute: { input: { dealId: string; kind: DisputedKind; id: string }; output: null };
  /** Learns anew from every tenant's deals; the reply comes when it is done. Cancelled, it is refused. */
  refit: { input: null; output: readonly LearningReport[] };
  cancelRefit: { input: null; output: null };
  /** What was learned last, of every tenant, with the backtest of its rules and the ledger of disputes. */
  learningReports: { input: null; output: readonly LearningReport[] };
};

const shortText = z.string().min(1).max(300);
const hash = z.string().max(64);
const flag = { dealId: z.string().min(1).max(200), kind: z.enum(['signal', 'criterion', 'gap']), id: shortText };

export const LEARN_INPUTS = {
  dispute: z.strictObject({
    ...flag,
    title: shortText,
    claim: z.enum(['risk', 'chance', 'none']),
    reason: z.string().trim().min(1).max(1_000),
    packHash: hash,
    snapshotHash: hash,
  }),
  withdrawDispute: z.strictObject(flag),
  refit: z.null(),
  cancelRefit: z.null(),
  learningReports: z.null(),
} satisfies Record<keyof LearnCalls, z.ZodType>;
