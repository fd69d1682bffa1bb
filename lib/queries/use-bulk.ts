import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readDraft, writeDraft } from '@/lib/cache/draft-cache';
import { adapterNamed } from '@/lib/crm/catalog';
import { apiTakes, pageTakes } from '@/lib/crm/write/targets';
import type { Field } from '@/lib/domain/deal';
import { draftEdits } from '@/lib/domain/draft';
import type { Edit } from '@/lib/domain/edits';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { typeOf } from '@/lib/domain/parse';
import { splitTenant } from '@/lib/domain/tenant';
import { call } from '@/lib/messaging/client';
import { currentClock } from '@/lib/messaging/current-clock';
import { packFields } from '@/lib/rules/pack-fields';
import { useCatalog } from './use-catalog';
import { usePack } from './use-pack';

/** One deal with what its field is to hold, as typed. */
export type BulkChange = { dealId: string; name: string; held: Field; text: string };

/** How a field can be written to many deals: over the API, on each deal's own page, or not at all; undefined while looked up. */
export type BulkWay = 'api' | 'page' | 'none' | undefined;

export type Bulk = {
  way: BulkWay;
  typeOf: (field: FieldKey) => FieldType;
  /** The edit that a text stands for; null for a blank one or one that is not of the field's type. */
  editOf: (field: FieldKey, change: BulkChange) => Edit | null;
  /** Saves over the API; the batch's id comes back once all are kept. */
  save: (field: FieldKey, changes: readonly BulkChange[]) => void;
  /** Puts the values ready in the forms of the deals. */
  prepare: (field: FieldKey, changes: readonly BulkChange[]) => void;
  batch: string | null;
  prepared: readonly BulkChange[] | null;
  busy: boolean;
  problem: string | null;
};

/** Writing one field of many deals of a CRM. */
export function useBulk(tenant: string, field: FieldKey | null): Bulk {
  const catalog = useCatalog();
  const active = usePack();
  const own = useMemo(() => (active?.pack ? packFields(active.pack) : []), [active]);
  const types = useMemo(() => Object.fromEntries(own.map((each) => [each.key, each.type])), [own]);
  const adapter = catalog ? adapterNamed(catalog, splitTenant(tenant).adapter) : null;
  const { data: apiOpen } = useQuery({ queryKey: ['apiOpen', tenant], queryFn: () => call('apiOpen', { tenant }) });
  const editOf: Bulk['editOf'] = (key, { held, text }) => {
    const draft = { [key]: { text, from: held } };
    return draftEdits(draft, types, { language: navigator.language }, currentClock()).edits[0] ?? null;
  };
  const save = useMutation({
    mutationFn: async ({ key, changes }: { key: FieldKey; changes: readonly BulkChange[] }) => {
      const writes = changes.flatMap((change) => {
        const edit = editOf(key, change);
        const write = { id: crypto.randomUUID(), dealId: change.dealId, dealName: change.name.slice(0, 300) };
        return edit === null ? [] : [{ ...write, edits: [edit] }];
      });
      return (await call('writeBatch', { tenant, batch: crypto.randomUUID(), writes })).batch;
    },
  });
  const prepare = useMutation({
    mutationFn: async ({ key, changes }: { key: FieldKey; changes: readonly BulkChange[] }) => {
      for (const { dealId, held, text } of changes) {
        const before = await readDraft(tenant, dealId);
        await writeDraft(tenant, dealId, { ...before, [key]: { text, from: held } });
      }
      return changes;
    },
  });
  const way = (): BulkWay => {
    if (!adapter || apiOpen === undefined || field === null) return undefined;
    if (apiOpen && apiTakes(adapter, field, own)) return 'api';
    return pageTakes(adapter, field, own) ? 'page' : 'none';
  };
  return {
    way: way(),
    typeOf: (key) => typeOf(key, types),
    editOf,
    save: (key, changes) => save.mutate({ key, changes }),
    prepare: (key, changes) => prepare.mutate({ key, changes }),
    batch: save.data ?? null,
    prepared: prepare.data ?? null,
    busy: save.isPending || prepare.isPending,
    problem: (save.error ?? prepare.error)?.message ?? null,
  };
}

/** Gives up what of a batch is not sent yet. */
export function useStopBatch(batch: string): () => void {
  const stop = useMutation({ mutationFn: () => call('stopBatch', { batch }) });
  return () => stop.mutate();
}
