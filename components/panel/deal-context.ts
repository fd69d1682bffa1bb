import { createContext } from 'react';
import type { Assessed } from '@/lib/queries/use-assessment';

/** The deal on the page as it was just assessed; null while there is none, or only what was last known is shown. */
export type OpenDeal = {
  tenant: string;
  assessed: Assessed;
  /** There are no deals beside it: it is the sample. */
  alone: boolean;
};

export const DealContext = createContext<OpenDeal | null>(null);

export function openDeal(tenant: string | null, assessed: Assessed | null, alone: boolean): OpenDeal | null {
  return tenant === null || assessed === null ? null : { tenant, assessed, alone };
}
