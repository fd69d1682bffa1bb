import { browser } from 'wxt/browser';
import type { Me } from '@/lib/domain/me';

/** What the background is judging just now. */
export type QueueProgress = { done: number; total: number };

/** Where the queue of a tenant stands; gone when the browser stops. `revision` grows whenever what it shows may have moved. */
export type QueueState = { revision: number; progress: QueueProgress | null };

const NONE: QueueState = { revision: 0, progress: null };

export async function readQueueState(tenant: string): Promise<QueueState> {
  const key = stateKey(tenant);
  return ((await browser.storage.session.get(key))[key] as QueueState | undefined) ?? NONE; // written below only
}

/** Written by the background only. */
export async function writeQueueState(tenant: string, state: QueueState): Promise<void> {
  await browser.storage.session.set({ [stateKey(tenant)]: state });
}

/** Calls back whenever the queue of a tenant may have moved, with where it stands, until aborted. */
export function onQueueState(tenant: string, callback: (state: QueueState) => void, signal: AbortSignal): void {
  const key = stateKey(tenant);
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
    const change = area === 'session' ? changes[key] : undefined;
    if (change) callback((change.newValue as QueueState | undefined) ?? NONE); // written above only
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}

/** What the last judging that came to its end rested on; null before one did since the browser started. */
export async function readJudgedOn(tenant: string): Promise<string | null> {
  const key = judgedKey(tenant);
  return ((await browser.storage.session.get(key))[key] as string | undefined) ?? null; // written below only
}

/** Written by the background only. */
export async function writeJudgedOn(tenant: string, basis: string): Promise<void> {
  await browser.storage.session.set({ [judgedKey(tenant)]: basis });
}

/** Whose deals the queue of this tenant holds, as the rep said; null before he did. */
export async function readMe(tenant: string): Promise<Me | null> {
  const key = meKey(tenant);
  return ((await browser.storage.local.get(key))[key] as Me | undefined) ?? null; // written by `writeMe` only
}

/** Written by the background only; null takes it back. */
export async function writeMe(tenant: string, me: Me | null): Promise<void> {
  if (me === null) await browser.storage.local.remove(meKey(tenant));
  else await browser.storage.local.set({ [meKey(tenant)]: me });
}

function stateKey(tenant: string): string {
  return `queue:${tenant}`;
}

function judgedKey(tenant: string): string {
  return `judged:${tenant}`;
}

function meKey(tenant: string): string {
  return `me:${tenant}`;
}
