import { hash } from '@/lib/domain/canonical';
import type { Model } from '@/lib/risk/model';
import type { TeamUsual } from './factors';
import type { PastCounts } from './past/past-rows';

/**
 * What was learned of a team's deals: how many there are, what is usual, and the model, if there were enough. Plain JSON, known
 * by the hash of all of it, because all of it decides what a deal's risk is.
 */
export type Learned = {
  hash: string;
  /** The pack whose signals were factors: under another one it says nothing. */
  packHash: string;
  counts: PastCounts;
  usual: TeamUsual;
  /** Null below 30 closed deals, or below 5 of a kind. */
  model: Model | null;
};

export function learned(parts: Omit<Learned, 'hash'>): Learned {
  return { hash: hash(parts), ...parts };
}

/**
 * What was learned, as it comes from storage; null when it is none, or of another format. Storage is the extension's own, so
 * its numbers are not checked here.
 */
export function asLearned(kept: unknown): Learned | null {
  if (typeof kept !== 'object' || kept === null) return null;
  if (!('hash' in kept && 'packHash' in kept && 'counts' in kept && 'usual' in kept && 'model' in kept)) return null;
  const { model } = kept;
  const isModel = typeof model === 'object' && (model === null || ('format' in model && model.format === 1));
  return isModel ? (kept as Learned) : null; // its parts were looked at above
}

/** Whether it still is what its hash says. */
export function isWhatItWas({ hash: name, ...parts }: Learned): boolean {
  return hash(parts) === name;
}
