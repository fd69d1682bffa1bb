import type { Adapter } from '@/lib/crm/adapter-schema';
import type { FieldKey } from '@/lib/domain/fields';
import { SAMPLE } from './store';

/** What a panel stands on where that is no CRM of the catalog; tasks can be made there. */
export type Ground = {
  adapter: Adapter;
  /** Whether a field can be written there. */
  takes: (field: FieldKey) => boolean;
};

const GIVEN: ReadonlySet<FieldKey> = new Set(['createdAt', 'stageEnteredAt']);

/** The sample's page as a CRM: it is told of, not read, and takes every field but those that a CRM keeps itself. */
export const SAMPLE_GROUND: Ground = {
  adapter: {
    adapter: 1,
    title: 'Sample',
    proof: 'source',
    route: { adapter: SAMPLE, hosts: [], pages: [] },
    formats: { decimal: '.', dateOrder: 'ymd' },
    read: { ready: 'main', labels: [], emptyTexts: [], fields: {}, lists: {} },
    custom: [],
    examples: [],
  },
  takes: (field) => !GIVEN.has(field),
};
