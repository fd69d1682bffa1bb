import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { readStageLabels } from '@/lib/cache/stage-labels';
import type { Adapter } from '@/lib/crm/adapter-schema';
import { apiTakes, isRoleIn, pageTakes, searchOf } from '@/lib/crm/write/targets';
import type { Assessment } from '@/lib/domain/assessment';
import type { AssessInput } from '@/lib/assess/assess';
import type { Deal } from '@/lib/domain/deal';
import { draftEdits, type DraftEdits } from '@/lib/domain/draft';
import { DEAL_FIELDS, type FieldKey, type FieldType } from '@/lib/domain/fields';
import { isLocked } from '@/lib/domain/policy-rules';
import { typeOf } from '@/lib/domain/parse';
import { currentClock } from '@/lib/messaging/current-clock';
import { packFields } from '@/lib/rules/pack-fields';
import { plainLabel } from '@/lib/rules/plain-label';
import { stageNamed } from '@/lib/rules/stage-named';
import type { RunnablePack } from '@/lib/rules/types';
import type { Ground } from './sample/ground';
import { useDraft, type DraftStore } from './use-draft';
import { useProposals, type Proposals } from './use-proposals';
import { useStepStates, type StepStates } from './use-step-states';
import { usePolicyRules } from './use-policy';
import { useWrites, type Writes } from './use-writes';

/** Everything the panel needs to fix a deal's fields. */
export type Fixing = DraftStore &
  Proposals & {
    /** The deal as read; null while only what was last known is shown. */
    deal: Deal | null;
    /** The CRM's own form has edits that are not saved: nothing is written over them. */
    unsaved: boolean;
    /** What the draft would write. */
    pending: DraftEdits;
    writes: Writes;
    /** What the rep says of the suggested steps. */
    steps: StepStates;
    /** The managed policy does not let anything be written. */
    locked: boolean;
    typeOf: (field: FieldKey) => FieldType;
    labelOf: (field: FieldKey) => string;
    /** Whether this CRM can be written to here, field by field. */
    canWrite: (field: FieldKey) => boolean;
    /** Whether the CRM can be searched for what this field is to name. */
    canSearch: (field: FieldKey) => boolean;
    /** Whether the CRM keeps the field as a person's role on the deal. */
    isRole: (field: FieldKey) => boolean;
    /** Whether tasks can be made in this CRM from here. */
    canTask: boolean;
    /** What this CRM calls a stage of the pack. */
    stageLabel: (stage: { id: string; title: string }) => string;
  };

type FixingOptions = {
  tenant: string | null;
  dealId: string | null;
  deal: Deal | null;
  unsaved: boolean;
  assessment: Assessment | null;
  /** What the assessment was made of; null while there is none. */
  input: AssessInput | null;
  adapter: Adapter | null;
  /** Says instead of the adapter what can be written; absent on a CRM's page. */
  ground?: Ground | undefined;
  pack: RunnablePack | null;
};

/** The form for a deal's gaps: what was typed, what it would write, and the way to write it. */
export function useFixing(options: FixingOptions): Fixing {
  const { tenant, dealId, deal, unsaved, assessment, input, adapter, ground, pack } = options;
  const store = useDraft(tenant, dealId);
  const locked = isLocked(usePolicyRules(), 'writes');
  const writes = useWrites(tenant, dealId);
  const steps = useStepStates(tenant, dealId);
  const own = useMemo(() => (pack ? packFields(pack) : []), [pack]);
  const types = useMemo(() => Object.fromEntries(own.map((field) => [field.key, field.type])), [own]);
  const pending = useMemo(
    () => draftEdits(store.draft, types, { language: navigator.language }, currentClock()),
    [store.draft, types],
  );
  const proposals = useProposals({ tenant, assessment, input, typeOf: (field) => typeOf(field, types) });
  const { data: seenStages } = useQuery({
    queryKey: ['stages', tenant],
    queryFn: () => (tenant === null ? [] : readStageLabels(tenant)),
  });
  const labels = useMemo(() => new Map(pack?.fields.map((field) => [field.key, field.label])), [pack]);
  return {
    ...store,
    ...proposals,
    deal,
    unsaved,
    pending,
    writes,
    steps,
    typeOf: (field) => typeOf(field, types),
    labelOf: (field) => labels.get(field) ?? canonicalLabel(field),
    locked,
    canWrite: (field) => {
      if (locked || adapter === null) return false;
      return ground ? ground.takes(field) : pageTakes(adapter, field, own) || apiTakes(adapter, field, own);
    },
    canSearch: (field) => adapter !== null && searchOf(adapter, field, own) !== null,
    isRole: (field) => adapter !== null && isRoleIn(adapter, field, own),
    canTask: !locked && (ground !== undefined || adapter?.api?.task !== undefined),
    stageLabel: ({ id, title }) => {
      const names = pack?.stages.find((stage) => stage.id === id)?.match ?? [];
      const seen = seenStages?.find((label) => names.includes(plainLabel(label)));
      return seen ?? stageNamed(names, title);
    },
  };
}

function canonicalLabel(field: FieldKey): string {
  const known: Readonly<Record<string, { label: string }>> = DEAL_FIELDS;
  return known[field]?.label ?? field.replace(/^custom\./, '');
}
