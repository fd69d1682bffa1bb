import { useSyncExternalStore } from 'react';
import type { Mark } from '@/lib/crm/mark-messages';
import { tenantOf } from '@/lib/domain/tenant';
import type { PageLink, PageState } from '@/lib/messaging/page-link';
import { readingOf, SAMPLE_ID, SAMPLE_URL, type SampleRecord, type SampleRow } from './record';

export const SAMPLE = 'sample';
export const SAMPLE_TENANT = tenantOf(SAMPLE, new URL(SAMPLE_URL).origin);

/** What the sample's page shows. */
export type SampleState = { record: SampleRecord; marks: readonly Mark[] };

/** The sample's page: its record, the way to change it, and the link over which a panel sees it as it sees any CRM's page. */
export type SampleStore = {
  state: () => SampleState;
  subscribe: (listener: () => void) => () => void;
  put: (fields: SampleRecord['fields']) => void;
  addActivity: (row: SampleRow) => void;
  mark: (marks: readonly Mark[]) => void;
  link: PageLink;
};

/** The sample in this page's memory; nothing of it is anywhere else. */
export function sampleStore(record: SampleRecord, now: () => number): SampleStore {
  let state: SampleState = { record, marks: [] };
  let page = pageOf(record, now());
  const listeners = new Set<() => void>();
  const change = (next: Partial<SampleState>): void => {
    state = { ...state, ...next };
    if (next.record) page = pageOf(next.record, now());
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    state: () => state,
    subscribe,
    put: (fields) => change({ record: { ...state.record, fields: { ...state.record.fields, ...fields } } }),
    addActivity: (row) => change({ record: { ...state.record, activities: [...state.record.activities, row] } }),
    mark: (marks) => change({ marks }),
    link: { ...NO_FRAME, state: () => page, subscribe },
  };
}

export function useSample(store: SampleStore): SampleState {
  return useSyncExternalStore(store.subscribe, store.state);
}

const nothing = (): void => undefined;

/** There is no frame to be sized or moved, and nobody who reads by a plan. */
const NO_FRAME = { plan: nothing, layout: nothing, place: nothing, move: nothing, close: nothing };

function pageOf(record: SampleRecord, now: number): PageState {
  return {
    status: 'connected',
    url: SAMPLE_URL,
    place: { kind: 'record', adapter: SAMPLE, id: SAMPLE_ID },
    visit: 1,
    reading: readingOf(record, now),
    notReadable: false,
    rows: null,
    toggles: 0,
    position: null,
  };
}
