import type { AlertsToday } from '@/lib/queue/alerts';
import type { QuietRule } from '@/lib/queue/answer';
import { z } from '@/lib/domain/zod';

/** What is told unasked, and what has gone quiet. */
export type AlertCalls = {
  /** What was told today of the deals of a CRM: a panel's own, or the one that a page of the extension's own names. */
  alertsToday: { input: { tenant: string | null }; output: AlertsToday };
  /** The rep lowers the number of notifications a day; null: as many as the pack allows. */
  setAlertLimit: { input: { limit: number | null }; output: null };
  /** Rules that tell nothing any more, with the evidence. */
  quietRules: { input: null; output: readonly QuietRule[] };
  wakeRule: { input: { rule: string }; output: null };
};

export const ALERT_INPUTS = {
  alertsToday: z.strictObject({
    tenant: z
      .string()
      .regex(/^[a-z][a-z0-9-]*@https?:\/\/[^\s/]+$/)
      .max(400)
      .nullable(),
  }),
  setAlertLimit: z.strictObject({ limit: z.number().int().min(0).max(50).nullable() }),
  quietRules: z.null(),
  wakeRule: z.strictObject({ rule: z.string().min(1).max(200) }),
} satisfies Record<keyof AlertCalls, z.ZodType>;
