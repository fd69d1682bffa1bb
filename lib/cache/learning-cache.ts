import { browser } from 'wxt/browser';

/** What the background is learning just now: gone when the browser stops. */
export type LearningProgress = { tenant: string; phase: string; done: number; total: number; at: number };

const PROGRESS = 'learning';

export async function readProgress(): Promise<LearningProgress | null> {
  return ((await browser.storage.session.get(PROGRESS))[PROGRESS] as LearningProgress | undefined) ?? null; // written below only
}

export async function writeProgress(progress: LearningProgress | null): Promise<void> {
  if (progress === null) await browser.storage.session.remove(PROGRESS);
  else await browser.storage.session.set({ [PROGRESS]: progress });
}

/** Calls back whenever the progress moves, until aborted. */
export function onProgress(callback: () => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area === 'session' && PROGRESS in changes) callback();
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener));
}
