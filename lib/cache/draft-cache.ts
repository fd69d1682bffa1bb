import { browser } from 'wxt/browser';
import type { Draft } from '@/lib/domain/draft';

/** What was typed for a deal and not saved; empty when nothing was. */
export async function readDraft(tenant: string, dealId: string): Promise<Draft> {
  const key = keyOf(tenant, dealId);
  return ((await browser.storage.local.get(key))[key] as Draft | undefined) ?? {}; // written by `writeDraft` only
}

/** Keeps a draft, so that it is there when the tab comes back; an empty one is forgotten. */
export async function writeDraft(tenant: string, dealId: string, draft: Draft): Promise<void> {
  const key = keyOf(tenant, dealId);
  if (Object.keys(draft).length === 0) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: draft });
}

function keyOf(tenant: string, dealId: string): string {
  return `draft:${tenant}:${dealId}`;
}
