import { browser } from 'wxt/browser';
import { compiledOf, readPack } from '@/lib/cache/pack-cache';
import { keepPackForm, logAssessment, type Logged } from '@/lib/store/assessment-log';
import type { FairleadDatabase } from '@/lib/store/database';

/** Writes an assessment down with all that it takes to make it again, the pack as it was used among it. */
export async function keepAssessment(database: FairleadDatabase, made: Omit<Logged, 'engine'>): Promise<void> {
  const { assessment } = made;
  const active = await readPack();
  // Another pack may have come into use since: then its form was kept when it was.
  if (active?.status.hash === assessment.pack.hash)
    await keepPackForm(database, assessment.pack.hash, () => compiledOf(active), assessment.at);
  await logAssessment(database, { ...made, engine: browser.runtime.getManifest().version });
}
