import type { Assessment } from '@/lib/domain/assessment';

/** What the panel shows: one of its states. Broken rules and an unknown stage are part of an assessment. */
export type PanelView =
  | { kind: 'notADeal' }
  | { kind: 'reading' }
  | { kind: 'notReadable' }
  | { kind: 'noPack'; problem: string | null }
  | { kind: 'deal'; name: string; assessment: Assessment; fresh: boolean };
