import type { Gap, GapKind } from '@/lib/domain/assessment';
import { fieldOf, type Change, type Field, type FieldValue } from '@/lib/domain/deal';
import { DAY_MS } from './cel/arithmetic';
import type { StagePlace } from './find-stage';
import { junkReason } from './junk';
import { note, verdict, type Run } from './run';
import type { EvaluationInput, RunnableField, RunnablePack } from './types';

const SHOWN = 120;

/**
 * The fields that are missing or doubtful: `now` for those due at this stage or filled with something doubtful already,
 * `soon` for those of the next stage. A field that could not be read is never a gap.
 */
export function findGaps(pack: RunnablePack, place: StagePlace, input: EvaluationInput, run: Run): Gap[] {
  if (place.stage.state === 'closed') return [];
  const gaps: Gap[] = [];
  for (const field of pack.fields) {
    const due = dueOf(field, place);
    const read = fieldOf(input.deal, field.key);
    if (due === null || read.state === 'unknown') continue;
    const kind = read.state === 'empty' ? missing(field) : doubt(field, read, input, run);
    if (kind === null) continue;
    const value = read.state === 'value' ? text(read.value).slice(0, SHOWN) : null;
    gaps.push({ field: field.key, label: field.label, kind, value, why: field.why, due });
  }
  return gaps;
}

function dueOf(field: RunnableField, place: StagePlace): Gap['due'] | null {
  if (field.requiredFrom === null) return 'now';
  if (place.index < 0) return null;
  if (field.requiredFrom <= place.index) return 'now';
  return place.nextIndex >= 0 && field.requiredFrom <= place.nextIndex ? 'soon' : null;
}

function missing(field: RunnableField): GapKind | null {
  return field.requiredFrom === null ? null : 'missing';
}

function doubt(
  field: RunnableField,
  read: Extract<Field, { state: 'value' }>,
  input: EvaluationInput,
  run: Run,
): GapKind | null {
  if (
    typeof read.value === 'string' &&
    field.junk !== 'off' &&
    isWords(field) &&
    junkReason(read.value, { mode: field.junk }) !== null
  ) {
    return 'junk';
  }
  if (field.valid !== null) {
    const rule = { id: `field-${field.key}`, title: field.label };
    if (note(run, rule, verdict(run, field.valid)).kind === 'notMet') return 'invalid';
  }
  return isStale(field, input.changes, input.clock.now) ? 'stale' : null;
}

function isWords(field: RunnableField): boolean {
  return field.type === 'text' || field.type === 'longText' || field.type === 'picklist';
}

/** Stale is what was seen to change last longer ago than the field stays fresh; without a change seen, nothing is claimed. */
function isStale(field: RunnableField, changes: readonly Change[], now: number): boolean {
  if (field.freshDays === null) return false;
  const last = changes.reduce((latest, c) => (c.field === field.key ? Math.max(latest, c.seenAt) : latest), -Infinity);
  return Number.isFinite(last) && now - last > field.freshDays * DAY_MS;
}

function text(value: FieldValue): string {
  if (typeof value !== 'object') return String(value);
  return value.currency === null ? String(value.value) : `${value.value} ${value.currency}`;
}
