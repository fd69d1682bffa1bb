import type { PackStatus } from '@/lib/cache/pack-cache';
import type { Deal } from '@/lib/domain/deal';
import type { History } from '@/lib/domain/facts';
import { z } from '@/lib/domain/zod';
import type { ListedDeal, Outcome } from '@/lib/learn/studio-deals';
import type { PackVersionRow } from '@/lib/store/pack-versions';

/** What the studio asks for: the extension's own tabs alone. */
export type StudioCalls = {
  /** The text of the pack in use; null when there is none, or it is no longer kept. */
  packInUse: { input: null; output: { text: string; status: PackStatus } | null };
  /** Every version that was in use here, the latest first. */
  packVersions: { input: null; output: readonly Omit<PackVersionRow, 'text'>[] };
  packVersionText: { input: { hash: string }; output: string | null };
  dealsToTry: {
    input: { tenant: string; text: string; outcome: Outcome | null };
    output: readonly ListedDeal[];
  };
  dealToTry: { input: { tenant: string; dealId: string }; output: { deal: Deal; history: History } | null };
  /** All deals of a tenant, piece by piece, each as `sentDeals` writes it. `total` comes with the first piece. */
  recordedDeals: {
    input: { tenant: string; after: string | null };
    output: { deals: string; next: string | null; total: number };
  };
};

const tenant = z.string().min(1).max(400);
const dealId = z.string().min(1).max(200);

export const STUDIO_INPUTS = {
  packInUse: z.null(),
  packVersions: z.null(),
  packVersionText: z.strictObject({ hash: z.string().max(64) }),
  dealsToTry: z.strictObject({
    tenant,
    text: z.string().max(200),
    outcome: z.enum(['open', 'won', 'lost']).nullable(),
  }),
  dealToTry: z.strictObject({ tenant, dealId }),
  recordedDeals: z.strictObject({ tenant, after: dealId.nullable() }),
} satisfies Record<keyof StudioCalls, z.ZodType>;
