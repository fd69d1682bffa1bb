import { z } from '@/lib/domain/zod';
import type { Replay } from '@/lib/learn/replay';
import type { LearningReport } from '@/lib/learn/report';
import type { LoggedDeal } from '@/lib/store/logged-deals';

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
  /** Deals of which assessments are kept, by a part of the name or id. */
  loggedDeals: { input: { text: string }; output: readonly LoggedDeal[] };
  /** When a deal was assessed, and the risk that was shown; null where there was none. The latest first. */
  loggedAssessments: {
    input: { tenant: string; dealId: string };
    output: readonly { at: number; risk: number | null }[];
  };
  /** Makes the assessment that stood at that moment again. */
  replay: { input: { tenant: string; dealId: string; at: number }; output: Replay };
};

const shortText = z.string().min(1).max(300);
const hash = z.string().max(64);
const ofDeal = { tenant: z.string().min(1).max(300), dealId: z.string().min(1).max(200) };
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
  loggedDeals: z.strictObject({ text: z.string().max(200) }),
  loggedAssessments: z.strictObject(ofDeal),
  replay: z.strictObject({ ...ofDeal, at: z.number().min(0).max(8.64e15) }),
} satisfies Record<keyof LearnCalls, z.ZodType>;
