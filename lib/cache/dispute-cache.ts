import { browser } from 'wxt/browser';

/** An objection that stands against a flag of a deal, as the panel shows it. */
export type StandingDispute = { kind: 'signal' | 'criterion' | 'gap'; id: string; reason: string; at: number };

/** The objections to flags of a deal; the database owns them, this is what the panel paints from. */
export async function readDisputes(tenant: string, dealId: string): Promise<readonly StandingDispute[]> {
  const key = disputeKey(tenant, dealId);
  return ((await browser.storage.local.get(key))[key] as StandingDispute[] | undefined) ?? []; // written below only
}

export async function writeDisputes(
  tenant: string,
  dealId: string,
  disputes: readonly StandingDispute[],
): Promise<void> {
  const key = disputeKey(tenant, dealId);
  if (disputes.length === 0) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: disputes });
}

/** Calls back when the objections to a deal change, until aborted. */
export function onDisputes(tenant: string, dealId: string, callback: () => void, signal: AbortSignal): void {
  const key = disputeKey(tenant, dealId);
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && key in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

export function disputeKey(tenant: string, dealId: string): string {
  return `disputes:${tenant}:${dealId}`;
}
