import { browser } from 'wxt/browser';

const KEY = 'review-keys';

/** Whether single keys do things on the review page; on until somebody turns them off. */
export async function readReviewKeys(): Promise<boolean> {
  return (await browser.storage.local.get(KEY))[KEY] !== false;
}

export async function writeReviewKeys(on: boolean): Promise<void> {
  await browser.storage.local.set({ [KEY]: on });
}
