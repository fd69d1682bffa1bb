import type { PastCounts } from '@/lib/assess/past/past-rows';
import type { LedgerLine } from '@/lib/risk/dispute-ledger';
import type { Model } from '@/lib/risk/model';
import type { RuleBacktest } from '@/lib/risk/rule-backtest';

/** What a refit found out about one tenant's deals, for people: the model without its numbers, its rules, its disputes. */
export type LearningReport = {
  tenant: string;
  /** ms since the epoch */
  at: number;
  packTitle: string;
  counts: PastCounts;
  horizonDays: number;
  /** Hash of what is in use; its model is null below 30 closed deals or 5 of a kind. */
  hash: string;
  model: Pick<Model, 'choice' | 'winRate' | 'priorSd' | 'backtest' | 'dropped' | 'counts'> | null;
  rules: RuleBacktest;
  disputes: readonly LedgerLine[];
  /** Seconds it took. */
  seconds: number;
};
