import type { RawRow } from '@/lib/domain/raw-reading';
import type { ApiProblem } from '@/lib/crm/api/types';
import type { Assessment, PastRisk } from '@/lib/domain/assessment';
import type { Visits } from '@/lib/domain/visits';

/** What the panel shows: one of its states. Broken rules and an unknown stage are part of an assessment. */
export type PanelView =
  /** `rows`: the deals on a list or board page; null elsewhere. */
  | { kind: 'notADeal'; tenant: string | null; rows: readonly RawRow[] | null }
  /** The managed policy lets nothing be done on this CRM. */
  | { kind: 'notAllowed' }
  | { kind: 'reading' }
  | { kind: 'notReadable' }
  | { kind: 'noPack'; problem: string | null }
  /** `unsaved`: labels of fields with unsaved edits in the CRM's form, none of them known when empty; null: no edits. */
  | {
      kind: 'deal';
      name: string;
      assessment: Assessment;
      fresh: boolean;
      unsaved: readonly string[] | null;
      /** Why the CRM's API was not heard; null when it was, or there is none to ask. */
      problem: ApiProblem | null;
      /** Fields that pages of this CRM used to show and this one does not. */
      changed: readonly string[];
      /** Risks of earlier days, the newest first. */
      trail: readonly PastRisk[];
      /** What the deal held on earlier visits; null on the first. */
      visits: Visits | null;
    };
