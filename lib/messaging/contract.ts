import type { InstallResult } from '@/lib/channels/install';
import type { Assessment, Basis } from '@/lib/domain/assessment';
import { z } from '@/lib/domain/zod';
import type { Deal } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import { ADMIN_INPUTS, type AdminCalls } from './admin-calls';
import { ALERT_INPUTS, type AlertCalls } from './alert-calls';
import { BATCH_INPUTS, type BatchCalls } from './batch-calls';
import { CHANNEL_INPUTS, type ChannelCalls } from './channel-calls';
import { CRM_INPUTS, type CrmCalls } from './crm-calls';
import { fieldSchema } from './field-schema';
import { INSIGHT_INPUTS, type InsightCalls } from './insight-calls';
import { LEARN_INPUTS, type LearnCalls } from './learn-calls';
import { POPUP_INPUTS, type PopupCalls } from './popup-calls';
import { MARK_INPUTS, type MarkCalls } from './mark-calls';
import { PROPOSAL_INPUTS, type ProposalCalls } from './proposal-calls';
import { QUEUE_INPUTS, type QueueCalls } from './queue-calls';
import { REVIEW_INPUTS, type ReviewCalls } from './review-calls';
import { STEP_INPUTS, type StepCalls } from './step-calls';
import { STUDIO_INPUTS, type StudioCalls } from './studio-calls';
import { WRITE_INPUTS, type WriteCalls } from './write-calls';

/** Every call that another context may make of the background: name, parameters, result. */
export type Calls = WriteCalls &
  BatchCalls &
  CrmCalls &
  AdminCalls &
  InsightCalls &
  LearnCalls &
  PopupCalls &
  QueueCalls &
  ReviewCalls &
  AlertCalls &
  StepCalls &
  StudioCalls &
  MarkCalls &
  ProposalCalls &
  ChannelCalls & {
    /** A panel has assessed the deal of its own tab. */
    assessed: {
      /** `readable`: which fields the page itself gave, for the adapter's health; `tookMs`: for the pack's. */
      input: {
        deal: Deal;
        assessment: Assessment;
        basis: Basis;
        readable?: Record<string, boolean>;
        tookMs?: number;
      };
      output: History;
    };
    /** A panel found no compiled pack, or one it cannot load: compile the pack in use anew. */
    renewPack: { input: null; output: InstallResult };
    useBundledPack: { input: null; output: InstallResult };
    /** The text of a pack file an admin chose, or of what he wrote; then with his name and his reason, for the history. */
    installPack: { input: { text: string; who?: string; why?: string }; output: InstallResult };
  };

export type CallName = keyof Calls;

const deal = z.strictObject({
  id: z.string().min(1).max(200),
  url: z.string().max(4_000),
  readAt: z.number(),
  fields: z.record(z.string().max(120), fieldSchema),
  lists: z.record(
    z.string().max(40),
    z.union([
      z.strictObject({
        state: z.literal('rows'),
        rows: z.array(z.record(z.string().max(60), fieldSchema)).max(5_000),
        complete: z.boolean(),
      }),
      z.strictObject({ state: z.literal('unknown'), reason: z.string().max(40) }),
    ]),
  ),
});

const time = z.number().min(0).max(8.64e15);

/** Of the assessment before, as of the assessment itself, only the identity is checked: both are our own output. */
const basis = z.strictObject({
  today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  language: z.string().max(40),
  history: z.strictObject({
    changes: z
      .array(z.looseObject({ field: z.string().max(120), from: fieldSchema, to: fieldSchema, seenAt: time }))
      .max(20_000),
    watchedSince: time.nullable(),
  }),
  previous: z
    .looseObject({ dealId: z.string().max(200), at: time, pack: z.looseObject({ hash: z.string().max(64) }) })
    .nullable(),
});

/** The receiver's parsers. An assessment is our own output and only stored: its identity is checked, not each text. */
export const INPUTS = {
  ...WRITE_INPUTS,
  ...BATCH_INPUTS,
  ...CRM_INPUTS,
  ...ADMIN_INPUTS,
  ...INSIGHT_INPUTS,
  ...LEARN_INPUTS,
  ...POPUP_INPUTS,
  ...QUEUE_INPUTS,
  ...REVIEW_INPUTS,
  ...ALERT_INPUTS,
  ...STEP_INPUTS,
  ...STUDIO_INPUTS,
  ...MARK_INPUTS,
  ...PROPOSAL_INPUTS,
  ...CHANNEL_INPUTS,
  assessed: z.strictObject({
    deal,
    assessment: z.looseObject({ format: z.literal(1), dealId: z.string().max(200), at: z.number() }),
    basis,
    readable: z.record(z.string().max(120), z.boolean()).exactOptional(),
    tookMs: z.number().min(0).max(600_000).exactOptional(),
  }),
  renewPack: z.null(),
  useBundledPack: z.null(),
  installPack: z.strictObject({
    text: z.string().max(2_000_000),
    who: z.string().trim().max(200).exactOptional(),
    why: z.string().trim().max(1_000).exactOptional(),
  }),
} satisfies Record<CallName, z.ZodType>;

/**
 * The envelope of a call; the sender is never in it: it comes from the browser. `on`: which tab the browser's side panel shows;
 * what is in that tab is the browser's word, and `origin` only holds it against what the side panel saw there.
 */
export const callSchema = z.strictObject({
  call: z.enum(Object.keys(INPUTS) as CallName[]),
  input: z.unknown(),
  on: z.strictObject({ tab: z.int(), origin: z.string().max(400) }).exactOptional(),
});

/** What comes back: the result, or why the call was refused. */
export type Reply<Name extends CallName> = { ok: true; output: Calls[Name]['output'] } | { ok: false; error: string };
