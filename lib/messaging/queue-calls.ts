import type { Me } from '@/lib/domain/me';
import { z } from '@/lib/domain/zod';
import type { OnScreen, QueueAnswer } from '@/lib/queue/answer';

/** Which queue is meant: a panel's is that of its own tab (null), a page of the extension's own says. */
type Which = { tenant: string | null };

/** A CRM whose deals are kept here, for the choice of a queue. */
export type QueueTenant = { tenant: string; title: string; host: string };

/** What may be asked of the queue. */
export type QueueCalls = {
  queueTenants: { input: null; output: readonly QueueTenant[] };
  queue: { input: Which; output: QueueAnswer };
  /** Judges what is out of date; the reply comes at its end, false when it was cancelled or there are no rules. */
  refreshQueue: { input: Which; output: boolean };
  cancelQueue: { input: Which; output: null };
  /** Who the rep is; null takes it back. */
  setMe: { input: Which & { me: Me | null }; output: null };
  /** Shows a deal in the CRM's tab; false when its address is not known. */
  openDeal: { input: Which & { dealId: string }; output: boolean };
  /** What is known of the deals on a list or board page of the caller's tab, in their order. */
  onScreen: { input: { rows: { id: string | null; name: string | null }[] }; output: readonly OnScreen[] };
};

const tenant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
  .max(400)
  .nullable();
const text = z.string().min(1).max(300).nullable();
const dealId = z.string().min(1).max(200);

export const QUEUE_INPUTS = {
  queueTenants: z.null(),
  queue: z.strictObject({ tenant }),
  refreshQueue: z.strictObject({ tenant }),
  cancelQueue: z.strictObject({ tenant }),
  setMe: z.strictObject({
    tenant,
    me: z
      .union([
        z.strictObject({ everybody: z.literal(true) }),
        z.strictObject({ everybody: z.literal(false), id: text, name: text }),
      ])
      .nullable(),
  }),
  openDeal: z.strictObject({ tenant, dealId }),
  onScreen: z.strictObject({ rows: z.array(z.strictObject({ id: dealId.nullable(), name: text })).max(500) }),
} satisfies Record<keyof QueueCalls, z.ZodType>;
