import { useEffect, useMemo, useRef } from 'react';
import { assess } from '@/lib/assess/assess';
import type { CachedDeal } from '@/lib/cache/deal-cache';
import { adapterById } from '@/lib/crm/registry';
import type { Assessment } from '@/lib/domain/assessment';
import type { Deal } from '@/lib/domain/deal';
import { toDeal } from '@/lib/domain/parse';
import type { RawReading } from '@/lib/domain/raw-reading';
import { call } from '@/lib/messaging/client';
import { packFields } from '@/lib/rules/pack-fields';
import type { RunnablePack } from '@/lib/rules/types';
import { currentClock } from '@/lib/messaging/current-clock';

export type Assessed = { deal: Deal; assessment: Assessment };

/** Assesses a reading here, in the panel's own frame; null until reading, pack and history are there. */
export function useAssessment(
  adapterId: string | null,
  reading: RawReading | null,
  pack: RunnablePack | null,
  lastSeen: CachedDeal | null | undefined,
): Assessed | null {
  const assessed = useMemo(() => {
    const adapter = adapterId === null ? null : adapterById(adapterId);
    if (!adapter || !reading || !pack || lastSeen === undefined) return null;
    const clock = currentClock();
    const types = Object.fromEntries(packFields(pack).map((field) => [field.key, field.type]));
    const deal = toDeal(reading, types, adapter.formats, clock);
    const history = lastSeen?.history ?? { changes: [], watchedSince: null };
    const previous = lastSeen ? { previous: lastSeen.assessment } : {};
    return { deal, assessment: assess({ deal, history, pack, clock, ...previous }) };
  }, [adapterId, reading, pack, lastSeen]);
  // What is typed and not stored is judged, and is no news of the deal: the history holds what the CRM holds.
  useReport(reading?.unsaved ? null : assessed);
  return assessed;
}

/** Tells the background after the paint; the same reading under the same pack is told once. */
function useReport(assessed: Assessed | null): void {
  const reported = useRef('');
  useEffect(() => {
    if (!assessed) return undefined;
    const { dealId, snapshotHash, pack } = assessed.assessment;
    const key = `${dealId} ${snapshotHash} ${pack.hash}`;
    if (key === reported.current) return undefined;
    reported.current = key;
    // Without the background the panel works on; only the history misses this reading.
    const send = (): void => void call('assessed', assessed).catch(() => (reported.current = ''));
    const frame = requestAnimationFrame(() => setTimeout(send));
    return () => cancelAnimationFrame(frame);
  }, [assessed]);
}
