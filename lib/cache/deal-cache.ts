import { browser } from 'wxt/browser';
import type { Assessment, PastRisk } from '@/lib/domain/assessment';
import type { History } from '@/lib/domain/facts';
import type { Visits } from '@/lib/domain/visits';
import { disputeKey } from './dispute-cache';
import { stepKey } from './step-cache';

/** The last assessment of a deal, at hand for a first paint without the worker. Written by the background only. */
export type CachedDeal = {
  name: string;
  assessment: Assessment;
  history: History;
  /** Risks of earlier days, the newest first; absent in what an earlier version wrote. */
  trail?: readonly PastRisk[];
  /** What the deal held on the last visits; absent in what an earlier version wrote. */
  visits?: Visits;
};

/** The last assessment of a deal; null when it was never seen. */
export async function readDeal(tenant: string, dealId: string): Promise<CachedDeal | null> {
  const key = keyOf(tenant, dealId);
  return ((await browser.storage.local.get(key))[key] as CachedDeal | undefined) ?? null; // written by `writeDeal` only
}

export async function writeDeal(tenant: string, dealId: string, deal: CachedDeal): Promise<void> {
  await browser.storage.local.set({ [keyOf(tenant, dealId)]: deal });
}

export async function dropDeals(tenant: string, dealIds: readonly string[]): Promise<void> {
  await browser.storage.local.remove(
    dealIds.flatMap((id) => [keyOf(tenant, id), disputeKey(tenant, id), stepKey(tenant, id)]),
  );
}

function keyOf(tenant: string, dealId: string): string {
  return `deal:${tenant}:${dealId}`;
}
