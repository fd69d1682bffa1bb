import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readDraft, writeDraft } from '@/lib/cache/draft-cache';
import { adapterNamed } from '@/lib/crm/catalog';
import { apiTakes, pageTakes } from '@/lib/crm/write/targets';
import { draftEdits, type Draft, type DraftEdits } from '@/lib/domain/draft';
import type { FieldKey } from '@/lib/domain/fields';
import { isLocked } from '@/lib/domain/policy-rules';
import { splitTenant } from '@/lib/domain/tenant';
import type { TaskDraft } from '@/lib/domain/writes';
import { call } from '@/lib/messaging/client';
import { currentClock } from '@/lib/messaging/current-clock';
import { packFields } from '@/lib/rules/pack-fields';
import { useCatalog } from './use-catalog';
import { usePack } from './use-pack';
import { usePolicyRules } from './use-policy';

/** Over the API, on the deal's own page, or not at all: `locked` by policy; undefined while looked up. */
export type ReviewWay = 'api' | 'page' | 'none' | 'locked' | undefined;

export type ReviewWrite = {
  way: ReviewWay;
  /** Of the fields asked for, those that can be written that way. */
  fields: readonly FieldKey[];
  canTask: boolean;
  editsOf: (draft: Draft) => DraftEdits;
  /** Saves over the API; the batch's id comes back once it is kept. */
  save: (wanted: { draft: Draft; task: TaskDraft | null }) => void;
  /** Puts the texts ready in the deal's own panel. */
  prepare: (draft: Draft) => void;
  batch: string | null;
  prepared: boolean;
  busy: boolean;
  problem: string | null;
  /** Forgets how the last one went. */
  reset: () => void;
};

/** Writing from a review: some fields of one deal, and a task for its rep, in one go that can be taken back. */
export function useReviewWrite(
  tenant: string,
  { dealId, name }: { dealId: string; name: string },
  wanted: readonly FieldKey[],
): ReviewWrite {
  const catalog = useCatalog();
  const active = usePack();
  const own = useMemo(() => (active?.pack ? packFields(active.pack) : []), [active]);
  const adapter = catalog ? adapterNamed(catalog, splitTenant(tenant).adapter) : null;
  const { data: apiOpen } = useQuery({ queryKey: ['apiOpen', tenant], queryFn: () => call('apiOpen', { tenant }) });
  const rules = usePolicyRules();
  const types = useMemo(() => Object.fromEntries(own.map((each) => [each.key, each.type])), [own]);
  const editsOf = (draft: Draft): DraftEdits =>
    draftEdits(draft, types, { language: navigator.language }, currentClock());
  const save = useMutation({
    mutationFn: async ({ draft, task }: { draft: Draft; task: TaskDraft | null }) => {
      const { edits } = editsOf(draft);
      const write = { id: crypto.randomUUID(), dealId, dealName: name.slice(0, 300), edits };
      const writes = [{ ...write, ...(task === null ? {} : { task }) }];
      return (await call('writeBatch', { tenant, batch: crypto.randomUUID(), writes })).batch;
    },
  });
  const prepare = useMutation({
    mutationFn: async (draft: Draft) => writeDraft(tenant, dealId, { ...(await readDraft(tenant, dealId)), ...draft }),
  });
  const overApi = adapter && apiOpen === true ? wanted.filter((field) => apiTakes(adapter, field, own)) : [];
  const onPage = adapter ? wanted.filter((field) => pageTakes(adapter, field, own)) : [];
  const canTask = apiOpen === true && adapter?.api?.task !== undefined;
  const way = (): ReviewWay => {
    if (!adapter || apiOpen === undefined) return undefined;
    if (isLocked(rules, 'writes')) return 'locked';
    if (overApi.length > 0 || canTask) return 'api';
    return onPage.length > 0 ? 'page' : 'none';
  };
  return {
    way: way(),
    fields: way() === 'api' ? overApi : onPage,
    canTask,
    editsOf,
    save: save.mutate,
    prepare: prepare.mutate,
    batch: save.data ?? null,
    prepared: prepare.isSuccess,
    busy: save.isPending || prepare.isPending,
    problem: (save.error ?? prepare.error)?.message ?? null,
    reset: () => {
      save.reset();
      prepare.reset();
    },
  };
}
