import type { ApiProblem } from '@/lib/crm/api/types';
import type { Assessment, PastRisk } from '@/lib/domain/assessment';

/** What the panel shows: one of its states. Broken rules and an unknown stage are part of an assessment. */
export type PanelView =
  /** `deals`: how many are on a list or board page; null elsewhere. */
  | { kind: 'notADeal'; deals: number | null }
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
    };
