import type { AuditLine } from '@/lib/channels/audit-export';
import { subscriptionInput, type SubscriptionInput } from '@/lib/channels/subscribe';
import { z } from '@/lib/domain/zod';

/** A subscription, as the admin page shows it. */
export type SourceView = {
  id: string;
  name: string;
  by: 'managed' | 'subscription';
  url: string;
  orphan: boolean;
  highest: number;
  trusted: string;
  checkedAt: number | null;
  dueAt: number;
  result: string;
  failures: number;
};

/** What the admin page shows of channels. */
export type ChannelState = {
  sources: SourceView[];
  /** What an admin puts into an allow list for this install. */
  installCode: string;
  policy: 'none' | 'good' | 'invalid' | 'gone';
};

/** What the extension's own tabs may ask about channels. */
export type ChannelCalls = {
  channels: { input: null; output: ChannelState };
  subscribe: { input: SubscriptionInput; output: null };
  unsubscribe: { input: { id: string }; output: null };
  checkSource: { input: { id: string }; output: null };
  auditLog: { input: { most: number }; output: AuditLine[] };
};

const id = z.strictObject({ id: z.string().max(2_100) });

export const CHANNEL_INPUTS = {
  channels: z.null(),
  subscribe: subscriptionInput,
  unsubscribe: id,
  checkSource: id,
  auditLog: z.strictObject({ most: z.int().min(1).max(5_000) }),
} satisfies Record<keyof ChannelCalls, z.ZodType>;
