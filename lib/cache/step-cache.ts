import { browser } from 'wxt/browser';
import type { StepState } from '@/lib/domain/step-states';

/** What was said of a deal's steps; the database owns it, this is what the panel paints from. */
export async function readStepStates(tenant: string, dealId: string): Promise<readonly StepState[]> {
  const key = stepKey(tenant, dealId);
  return ((await browser.storage.local.get(key))[key] as StepState[] | undefined) ?? []; // written below only
}

export async function writeStepStates(tenant: string, dealId: string, states: readonly StepState[]): Promise<void> {
  const key = stepKey(tenant, dealId);
  if (states.length === 0) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: states });
}

/** Calls back when something else is said of a deal's steps, until aborted. */
export function onStepStates(tenant: string, dealId: string, callback: () => void, signal: AbortSignal): void {
  const key = stepKey(tenant, dealId);
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'local' && key in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

export function stepKey(tenant: string, dealId: string): string {
  return `steps:${tenant}:${dealId}`;
}
