import { loadPack } from '@/lib/rules/load';
import type { RunnablePack } from '@/lib/rules/types';
import { compiledOf, readPack } from './pack-cache';

/** The active pack ready to run, with the texts of its own language; null where there is none, or it is damaged. */
export async function packInUse(): Promise<RunnablePack | null> {
  const cached = await readPack();
  const loaded = cached && loadPack(compiledOf(cached));
  return loaded?.ok === true ? loaded.pack : null;
}
