import { browser } from 'wxt/browser';
import type { BundledPacks } from './install';

const BUNDLED = ['hygiene', 'meddpicc'] as const;

/** Reads the packs that the extension ships. */
export async function bundledPacks(): Promise<BundledPacks> {
  const documents = await Promise.all(
    BUNDLED.map(async (id): Promise<[string, unknown]> => {
      const answer = await fetch(browser.runtime.getURL(`/packs/${id}.json`));
      return [id, await answer.json()];
    }),
  );
  return new Map(documents);
}
