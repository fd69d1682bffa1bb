import { useEffect, useMemo, useRef, useState } from 'react';
import { assess, type AssessInput } from '@/lib/assess/assess';
import type { Learned } from '@/lib/assess/learned';
import { continued } from '@/lib/assess/what-if-edited';
import type { CachedDeal } from '@/lib/cache/deal-cache';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { remember, type Assessment, type Basis } from '@/lib/domain/assessment';
import { readableFields } from '@/lib/domain/adapter-health';
import type { Deal } from '@/lib/domain/deal';
import type { FieldKey } from '@/lib/domain/fields';
import { mergeReadings, withCrmHistory } from '@/lib/domain/merge-readings';
import { toDeal } from '@/lib/domain/parse';
import type { RawReading } from '@/lib/domain/raw-reading';
import { call } from '@/lib/messaging/client';
import { packFields } from '@/lib/rules/pack-fields';
import { currentClock } from '@/lib/messaging/current-clock';
import { timed } from '@/lib/messaging/timed';
import type { ApiState } from './use-api-reading';
import type { ActivePack } from './use-pack';

/** A deal with what was said of it, what that rests on besides the reading and the pack, and all that went in. */
export type Assessed = {
  deal: Deal;
  assessment: Assessment;
  basis: Basis;
  input: AssessInput;
  /** What the page alone gave; null when only the API could be read. */
  page: Deal | null;
  /** The fields whose moves the CRM's own history tells of, with their true moments. */
  dated: readonly FieldKey[];
  /** ms */
  tookMs: number;
};

type Inputs = {
  adapter: Adapter | null;
  reading: RawReading | null;
  active: ActivePack | undefined;
  lastSeen: CachedDeal | null | undefined;
  learned: Learned | null | undefined;
  api: ApiState;
};

/** Assesses the page's and the API's readings here, in the panel's own frame; null until reading, pack, history and model are there. */
export function useAssessment({ adapter, reading, active, lastSeen, learned, api }: Inputs): Assessed | null {
  const pack = active?.pack ?? null;
  const language = active?.pack ? active.language : navigator.language;
  const { reading: apiReading, asked } = api;
  const read = useMemo(() => {
    if (!adapter || !pack) return null;
    const clock = currentClock();
    const types = Object.fromEntries(packFields(pack).map((field) => [field.key, field.type]));
    const parse = (raw: RawReading): Deal => toDeal(raw, types, adapter.formats, clock);
    const page = reading ? parse(reading) : null;
    const answer = apiReading?.deal ?? null;
    const before = asked && reading !== asked && asked.recordId === reading?.recordId ? parse(asked) : null;
    const deal =
      page && answer ? mergeReadings({ page, api: answer, before, unsaved: reading?.unsaved ?? [] }) : (page ?? answer);
    return deal && { deal, page, clock };
  }, [adapter, reading, pack, apiReading, asked]);
  const start = useStart(read?.deal ?? null, lastSeen ?? null);
  const assessed = useMemo(() => {
    if (!read || !start || !pack || lastSeen === undefined || learned === undefined) return null;
    const { deal, page, clock } = read;
    // What moved during this visit is history already: a close date just put off is a push now, not only at the next visit.
    const seen = continued(lastSeen?.history ?? { changes: [], watchedSince: null }, start, deal);
    const history = apiReading ? withCrmHistory(seen, deal, apiReading.changes, apiReading.historyOf) : seen;
    const previous = lastSeen ? remember(lastSeen.assessment) : null;
    const input: AssessInput = {
      deal,
      history,
      pack,
      clock,
      ...(previous === null ? {} : { previous }),
      ...(learned === null ? {} : { learned }),
    };
    const basis = { today: clock.today, language, history, previous };
    const { value: assessment, tookMs } = timed(() => assess(input));
    return { deal, page, assessment, basis, input, dated: apiReading?.historyOf ?? [], tookMs };
  }, [read, start, pack, language, lastSeen, learned, apiReading]);
  // What is typed and not stored is judged, and is no news of the deal: the history holds what the CRM holds.
  // Nor is what the page shows alone while the API is still to be heard: each reading is kept once, whole.
  useReport(reading?.unsaved || !api.settled ? null : assessed);
  return assessed;
}

/** The first reading of this visit; `visit` is what was last seen before it. */
function useStart(deal: Deal | null, visit: CachedDeal | null): Deal | null {
  const [start, setStart] = useState<{ visit: CachedDeal | null; deal: Deal } | null>(null);
  if (deal === null) return null;
  if (start !== null && start.visit === visit && start.deal.id === deal.id) return start.deal;
  setStart({ visit, deal });
  return deal;
}

/** Tells the background after the paint; the same reading under the same pack is told once. */
function useReport(assessed: Assessed | null): void {
  const reported = useRef('');
  useEffect(() => {
    if (!assessed) return undefined;
    const { dealId, snapshotHash, pack, model = '' } = assessed.assessment;
    const key = `${dealId} ${snapshotHash} ${pack.hash} ${model}`;
    if (key === reported.current) return undefined;
    reported.current = key;
    // Without the background the panel works on; only the history misses this reading.
    let sent = false;
    const send = (): void => {
      sent = true;
      void call('assessed', reportOf(assessed)).catch(() => (reported.current = ''));
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (timer = setTimeout(send)));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer); // a side panel that went to another tab meanwhile would tell it of that tab
      if (!sent) reported.current = '';
    };
  }, [assessed]);
}

function reportOf({ deal, assessment, basis, page, tookMs }: Assessed): {
  deal: Deal;
  assessment: Assessment;
  basis: Basis;
  tookMs: number;
  readable?: Record<string, boolean>;
} {
  return { deal, assessment, basis, tookMs, ...(page ? { readable: readableFields(page) } : {}) };
}
