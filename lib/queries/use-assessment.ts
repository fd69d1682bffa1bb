import { useEffect, useMemo, useRef } from 'react';
import { assess } from '@/lib/assess/assess';
import type { CachedDeal } from '@/lib/cache/deal-cache';
import type { Adapter } from '@/lib/crm/adapter-schema';
import type { Assessment } from '@/lib/domain/assessment';
import { readableFields } from '@/lib/domain/adapter-health';
import type { Deal } from '@/lib/domain/deal';
import { mergeReadings, withCrmHistory } from '@/lib/domain/merge-readings';
import { toDeal } from '@/lib/domain/parse';
import type { RawReading } from '@/lib/domain/raw-reading';
import { call } from '@/lib/messaging/client';
import { packFields } from '@/lib/rules/pack-fields';
import type { RunnablePack } from '@/lib/rules/types';
import { currentClock } from '@/lib/messaging/current-clock';
import type { ApiState } from './use-api-reading';

export type Assessed = {
  deal: Deal;
  assessment: Assessment;
  /** What the page alone gave; null when only the API could be read. */
  page: Deal | null;
};

/** Assesses the page's and the API's readings here, in the panel's own frame; null until a reading, pack and history are there. */
export function useAssessment(
  adapter: Adapter | null,
  reading: RawReading | null,
  pack: RunnablePack | null,
  lastSeen: CachedDeal | null | undefined,
  api: ApiState,
): Assessed | null {
  const { reading: apiReading, asked } = api;
  const assessed = useMemo(() => {
    if (!adapter || !pack || lastSeen === undefined) return null;
    const clock = currentClock();
    const types = Object.fromEntries(packFields(pack).map((field) => [field.key, field.type]));
    const parse = (raw: RawReading): Deal => toDeal(raw, types, adapter.formats, clock);
    const page = reading ? parse(reading) : null;
    const answer = apiReading?.deal ?? null;
    const before = asked && reading !== asked && asked.recordId === reading?.recordId ? parse(asked) : null;
    const deal =
      page && answer ? mergeReadings({ page, api: answer, before, unsaved: reading?.unsaved ?? [] }) : (page ?? answer);
    if (!deal) return null;
    const seen = lastSeen?.history ?? { changes: [], watchedSince: null };
    const history = apiReading ? withCrmHistory(seen, deal, apiReading.changes, apiReading.historyOf) : seen;
    const previous = lastSeen ? { previous: lastSeen.assessment } : {};
    return { deal, page, assessment: assess({ deal, history, pack, clock, ...previous }) };
  }, [adapter, reading, pack, lastSeen, apiReading, asked]);
  // What is typed and not stored is judged, and is no news of the deal: the history holds what the CRM holds.
  // Nor is what the page shows alone while the API is still to be heard: each reading is kept once, whole.
  useReport(reading?.unsaved || !api.settled ? null : assessed);
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
    const send = (): void => void call('assessed', reportOf(assessed)).catch(() => (reported.current = ''));
    const frame = requestAnimationFrame(() => setTimeout(send));
    return () => cancelAnimationFrame(frame);
  }, [assessed]);
}

function reportOf({ deal, assessment, page }: Assessed): {
  deal: Deal;
  assessment: Assessment;
  readable?: Record<string, boolean>;
} {
  return { deal, assessment, ...(page ? { readable: readableFields(page) } : {}) };
}
