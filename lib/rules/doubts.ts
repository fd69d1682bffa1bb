import type { Evidence, Gap } from '@/lib/domain/assessment';
import { fieldOf, type Field } from '@/lib/domain/deal';
import { lookFor } from './evidence';
import type { Look } from './gaps';
import { amountJunk, isOwnersName, repeatsStage } from './junk-context';
import { junkReason } from './junk';
import { junkSentence, type JunkKind } from './junk-sentences';
import { note, verdict } from './run';
import type { CompiledEvidence, Runnable, RunnableField } from './types';

type Filled = Extract<Field, { state: 'value' }>;

/** What is doubtful about a value, and why. */
export type Doubt = Pick<Gap, 'kind' | 'reason' | 'confirmed' | 'against'>;

/** The first doubt there is about a filled field, the plainest first; null when there is none. */
export function doubtOf(field: RunnableField, read: Filled, look: Look): Doubt | null {
  const words = wordsDoubt(field, read, look);
  if (words !== null) return junk(words, look.copies.get(field.key));
  if (fails(field, field.valid, look)) return { kind: 'invalid' };
  if (fails(field, field.consistent, look)) return { kind: 'contradictory', against: field.against };
  if (field.junk !== 'off' && field.type === 'money' && amountJunk(read.value)) return junk('amount');
  const confirmed = lastConfirmed(field, look);
  return confirmed === null ? null : { kind: 'stale', confirmed };
}

function junk(kind: JunkKind, other?: string): Doubt {
  return { kind: 'junk', reason: junkSentence(kind, other) };
}

function wordsDoubt(
  field: RunnableField,
  { value }: Filled,
  { input: { deal }, copies, place }: Look,
): JunkKind | null {
  const wordy = field.type === 'text' || field.type === 'longText' || field.type === 'picklist';
  if (field.junk === 'off' || !wordy || typeof value !== 'string') return null;
  const own = junkReason(value, { mode: field.junk });
  if (own !== null) return own;
  if (field.contact === true && isOwnersName(value, deal)) return 'owner';
  if (field.key === 'nextStep' && repeatsStage(value, [place.stage.label, place.stage.title])) return 'stage';
  return copies.has(field.key) ? 'copied' : null;
}

function fails(field: RunnableField, condition: Runnable | null, { run }: Look): boolean {
  if (condition === null) return false;
  return note(run, { id: `field-${field.key}`, title: field.label }, verdict(run, condition)).kind === 'notMet';
}

/**
 * What confirmed the value last, when that no longer counts. Nothing is claimed while something may count that could not be
 * read, nor when nothing dated was ever seen.
 */
function lastConfirmed(field: RunnableField, { input, pack }: Look): Evidence | null {
  const { freshDays, key } = field;
  if (freshDays === null) return null;
  const seen: CompiledEvidence = { kind: 'change', field: key, withinDays: freshDays };
  const changes = lookFor([seen], input, pack);
  const { counts, expired, missing } = lookFor(field.confirmedBy ?? [], input, pack);
  if (changes.counts.length > 0 || counts.length > 0 || missing.length > 0) return null;
  if (fieldOf(input.deal, key).state !== 'value') return null;
  return [...changes.expired, ...expired].toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))[0] ?? null;
}
