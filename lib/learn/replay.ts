import { assess } from '@/lib/assess/assess';
import type { Assessment } from '@/lib/domain/assessment';
import { isWhatItWas } from '@/lib/assess/learned';
import { hash, snapshotHash } from '@/lib/domain/canonical';
import { loadPack } from '@/lib/rules/load';
import { lastLogged, snapshotByHash } from '@/lib/store/assessment-log';
import type { FairleadDatabase } from '@/lib/store/database';
import type { AssessmentLogRow } from '@/lib/store/rows-4';
import { keptLearned } from './kept-learned';

type Input = 'pack' | 'reading' | 'history' | 'model';

/**
 * An old assessment made again. `lost`: something that it rests on is no longer kept. `differs`: it comes out otherwise, or
 * something that it rests on is not what it was (`changed` names it); what came out is given beside what was written down.
 */
export type Replay =
  | { state: 'none' }
  | { state: 'lost'; what: Input; entry: AssessmentLogRow }
  | { state: 'same' | 'differs'; entry: AssessmentLogRow; assessment: Assessment; changed: readonly Input[] };

/** Makes the assessment that stood at `at` (ms) again, from what was kept, and compares the bytes. */
export async function replay(database: FairleadDatabase, tenant: string, dealId: string, at: number): Promise<Replay> {
  const entry = await lastLogged(database, tenant, dealId, at);
  if (entry === null) return { state: 'none' };
  const form = await database.packForms.get(entry.pack);
  const loaded = form === undefined ? null : loadPack(form.compiled, entry.language);
  if (!loaded?.ok) return { state: 'lost', what: 'pack', entry };
  const deal = await snapshotByHash(database, tenant, dealId, entry.snapshot);
  if (deal === null) return { state: 'lost', what: 'reading', entry };
  const kept = await database.histories.get([tenant, dealId, entry.history]);
  if (kept === undefined) return { state: 'lost', what: 'history', entry };
  const learned = entry.model === null ? null : await keptLearned(database, tenant, entry.model);
  if (entry.model !== null && learned === null) return { state: 'lost', what: 'model', entry };
  const assessment = assess({
    deal: { ...deal, readAt: entry.readAt },
    history: kept.history,
    pack: loaded.pack,
    clock: { now: entry.at, today: entry.today },
    ...(entry.previous === null ? {} : { previous: entry.previous }),
    ...(learned === null ? {} : { learned }),
  });
  const changed = (['pack', 'reading', 'history', 'model'] as const).filter((input) => {
    switch (input) {
      case 'pack':
        return form === undefined || hash(form.compiled) !== form.bytes;
      case 'reading':
        return snapshotHash(deal) !== entry.snapshot;
      case 'history':
        return hash(kept.history) !== entry.history;
      case 'model':
        return learned !== null && !isWhatItWas(learned);
    }
  });
  const same = changed.length === 0 && hash(assessment) === entry.bytes;
  return { state: same ? 'same' : 'differs', entry, assessment, changed };
}
