import { useCallback, useEffect, useState } from 'react';
import { readDraft, writeDraft } from '@/lib/cache/draft-cache';
import type { Field } from '@/lib/domain/deal';
import type { Draft } from '@/lib/domain/draft';
import type { FieldKey } from '@/lib/domain/fields';

export type DraftStore = {
  draft: Draft;
  /** Types a text for a field; `from` is the field as read when typing began. */
  type: (field: FieldKey, text: string, from: Field) => void;
  /** Forgets what was typed for these fields. */
  forget: (fields: readonly FieldKey[]) => void;
};

type Kept = { key: string; draft: Draft };

const NOTHING: Draft = {};

/** What was typed for a deal: shown at once, and kept as it is typed. */
export function useDraft(tenant: string | null, dealId: string | null): DraftStore {
  const key = `${tenant} ${dealId}`;
  // Not a query: a controlled input loses letters when what it shows arrives a moment later.
  const [kept, setKept] = useState<Kept>({ key: '', draft: NOTHING });
  const draft = kept.key === key ? kept.draft : NOTHING;
  useEffect(() => {
    if (!tenant || !dealId) return;
    void readDraft(tenant, dealId).then((stored) => setKept((now) => (now.key === key ? now : { key, draft: stored })));
  }, [tenant, dealId, key]);
  const change = useCallback(
    (next: (draft: Draft) => Draft): void => {
      if (!tenant || !dealId) return;
      setKept((now) => {
        const changed = next(now.key === key ? now.draft : NOTHING);
        void writeDraft(tenant, dealId, changed);
        return { key, draft: changed };
      });
    },
    [tenant, dealId, key],
  );
  const type = useCallback<DraftStore['type']>(
    (field, text, from) => change((now) => typed(now, field, { text, from: now[field]?.from ?? from })),
    [change],
  );
  const forget = useCallback<DraftStore['forget']>(
    (fields) =>
      change((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !fields.includes(field as FieldKey)))),
    [change],
  );
  return { draft, type, forget };
}

/** What is erased again is no draft any more. */
function typed(draft: Draft, field: FieldKey, entry: { text: string; from: Field }): Draft {
  if (entry.text !== '') return { ...draft, [field]: entry };
  const { [field]: _erased, ...rest } = draft;
  return rest;
}
