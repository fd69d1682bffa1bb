import { createContext } from 'react';
import type { CachedDeal } from '@/lib/cache/deal-cache';
import type { Assessment } from '@/lib/domain/assessment';
import type { Assessed } from '@/lib/queries/use-assessment';

/** The deal on the page as it was just assessed; null while there is none, or only what was last known is shown. */
export type OpenDeal = {
  tenant: string;
  assessed: Assessed;
  /** There are no deals beside it: it is the sample. */
  alone: boolean;
};

export const DealContext = createContext<OpenDeal | null>(null);

/** What was last said of the deal, to be shown until it is assessed anew; null where it was never seen. */
export type SeenDeal = { tenant: string; assessment: Assessment };

export const SeenContext = createContext<SeenDeal | null>(null);

export function seenDeal(tenant: string | null, lastSeen: CachedDeal | null | undefined): SeenDeal | null {
  return tenant === null || !lastSeen ? null : { tenant, assessment: lastSeen.assessment };
}

export function openDeal(tenant: string | null, assessed: Assessed | null, alone: boolean): OpenDeal | null {
  return tenant === null || assessed === null ? null : { tenant, assessed, alone };
}
