import type { Remembered, Risk } from '@/lib/domain/assessment';
import type { History } from '@/lib/domain/facts';

/** An objection of a rep; `withdrawnAt` null while it stands. `claim`: what the flag said of the outcome. */
export type DisputeRow = {
  key?: number;
  tenant: string;
  dealId: string;
  kind: 'signal' | 'criterion' | 'gap';
  id: string;
  title: string;
  claim: 'risk' | 'chance' | 'none';
  reason: string;
  at: number;
  withdrawnAt: number | null;
  /** What the flag rested on. */
  packHash: string;
  snapshotHash: string;
};

/** One assessment as it was made: by hash all that it rests on, the hash of its bytes, and the risk it showed. */
export type AssessmentLogRow = {
  key?: number;
  tenant: string;
  dealId: string;
  at: number;
  today: string;
  language: string;
  pack: string;
  snapshot: string;
  /** When the reading was made: two readings that say the same share a snapshot. */
  readAt: number;
  model: string | null;
  history: string;
  previous: Remembered | null;
  /** Hash of the assessment as canonical JSON. */
  bytes: string;
  /** Version of the extension that made it. */
  engine: string;
  risk: Risk;
};

/** What was known of a deal's past, by its hash: many assessments share one. */
export type HistoryRow = { tenant: string; dealId: string; hash: string; history: History };

/** A compiled pack by the hash that assessments carry. */
export type PackFormRow = {
  hash: string;
  at: number;
  compiled: unknown;
  /** Hash of the compiled form itself. */ bytes: string;
};

/** A fitted model; what is inside is plain JSON of the one who made it. */
export type ModelRow = { tenant: string; hash: string; at: number; packHash: string; dataHash: string; model: unknown };
