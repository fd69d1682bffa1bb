import { browser } from 'wxt/browser';
import { bring, isBrought, type Brought, type Settled } from '@/lib/crm/import/bring';
import type { BroughtProblem } from '@/lib/crm/installed';
import { ADAPTERS } from '@/lib/crm/registry';
import { changeInstalled, readInstalled } from './adapters';

export { adapterFaults } from '@/lib/crm/import/pack-adapters';

/** Puts in what a pack or policy brings; null: it is what it brought last. */
export type Bring = (brought: Omit<Brought, 'reader'>) => Promise<Settled | null>;

/** `Bring` in the browser's storage; called by the background only. */
export const bringAdapters: Bring = async (given) => {
  const brought = { ...given, reader: browser.runtime.getManifest().version };
  if (isBrought(await readInstalled(), brought)) return null;
  let settled: Settled | null = null;
  await changeInstalled((before) => {
    settled = bring(before, brought, ADAPTERS);
    return settled.installed;
  });
  return settled;
};

/** The adapters of packs and policies that cannot be used, and why. */
export async function adapterProblems(): Promise<readonly BroughtProblem[]> {
  return (await readInstalled()).problems ?? [];
}
