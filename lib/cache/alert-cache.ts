import { browser } from 'wxt/browser';

/** How many notifications a day the rep wants at most; null: as many as the pack allows. */
export async function readAlertLimit(): Promise<number | null> {
  return ((await browser.storage.local.get(LIMIT))[LIMIT] as number | null | undefined) ?? null; // written below only
}

/** Written by the background only. */
export async function writeAlertLimit(limit: number | null): Promise<void> {
  await browser.storage.local.set({ [LIMIT]: limit });
}

/** Rules that an admin woke, with when (ms): what was counted before no longer speaks against them. */
export async function readAwake(): Promise<Readonly<Record<string, number>>> {
  return ((await browser.storage.local.get(AWAKE))[AWAKE] as Readonly<Record<string, number>> | undefined) ?? {}; // written below only
}

/** Written by the background only. */
export async function writeAwake(awake: Readonly<Record<string, number>>): Promise<void> {
  await browser.storage.local.set({ [AWAKE]: awake });
}

const LIMIT = 'alerts-per-day';
const AWAKE = 'awake-rules';
