import { browser } from 'wxt/browser';

/** What is being written in the studio: kept until it is put in or thrown away. */
export type StudioDraft = { text: string; at: number };

const KEY = 'studioDraft';

export async function readStudioDraft(): Promise<StudioDraft | null> {
  return ((await browser.storage.local.get(KEY))[KEY] as StudioDraft | undefined) ?? null; // written below only
}

export async function writeStudioDraft(draft: StudioDraft): Promise<void> {
  await browser.storage.local.set({ [KEY]: draft });
}

export async function dropStudioDraft(): Promise<void> {
  await browser.storage.local.remove(KEY);
}

const AUTHOR = 'studioAuthor';

/** Who changes packs on this computer, as he wrote it last; empty before. */
export async function readStudioAuthor(): Promise<string> {
  const kept = (await browser.storage.local.get(AUTHOR))[AUTHOR];
  return typeof kept === 'string' ? kept : '';
}

export async function writeStudioAuthor(name: string): Promise<void> {
  await browser.storage.local.set({ [AUTHOR]: name });
}
