import type { Gap } from '@/lib/domain/assessment';
import { fieldOf, type FieldValue } from '@/lib/domain/deal';
import { copiesOf } from './copies';
import { doubtOf, type Doubt } from './doubts';
import type { StagePlace } from './find-stage';
import type { Run } from './run';
import type { EvaluationInput } from './pack-result';
import type { RunnableField, RunnablePack } from './types';
import { versionsOf } from './variants';

const SHOWN = 120;

/**
 * The fields that are missing or doubtful. `now`: due at this stage, or not required at any and filled with something
 * doubtful. `soon`: due at the next stage; or due later still but already filled with what will not stand then (junk, not
 * valid, not consistent). A field that could not be read is never a gap.
 */
export function findGaps(pack: RunnablePack, place: StagePlace, input: EvaluationInput, run: Run): Gap[] {
  if (place.stage.state === 'closed') return [];
  const look: Look = { pack, place, input, run, copies: copiesOf(pack.fields, input.deal) };
  return pack.fields.flatMap((field): Gap[] => {
    const read = fieldOf(input.deal, field.key);
    if (read.state === 'unknown') return [];
    const found = gapIn(field, look);
    if (found === null) return [];
    const value = read.state === 'value' ? text(read.value).slice(0, SHOWN) : null;
    return [{ field: field.key, label: field.label, value, why: field.why, ...found }];
  });
}

export type Look = {
  pack: RunnablePack;
  place: StagePlace;
  input: EvaluationInput;
  run: Run;
  /** Fields whose text stands in an earlier field too, by key, with that field's label. */
  copies: ReadonlyMap<string, string>;
};

type Found = Doubt & { due: Gap['due'] };

/** A gap only where every way the field's demands may stand makes it one; then the mildest. */
function gapIn(field: RunnableField, look: Look): Found | null {
  if (look.run.standing.length === 0) return gapOf(field, look);
  const found: Found[] = [];
  for (const version of versionsOf(field, 'fields', field.key, look.run).list) {
    const gap = gapOf(version, look);
    if (gap === null) return null;
    found.push(gap);
  }
  return found.find((gap) => gap.due === 'soon') ?? found[0] ?? null;
}

function gapOf(field: RunnableField, look: Look): Found | null {
  const due = dueOf(field, look.place);
  const read = fieldOf(look.input.deal, field.key);
  if (due === null || read.state === 'unknown') return null;
  if (read.state === 'empty') return field.requiredFrom === null || due === 'later' ? null : { kind: 'missing', due };
  const doubt = doubtOf(field, read, look);
  // What is not due yet need not be confirmed yet.
  if (doubt === null || (doubt.kind === 'stale' && due === 'later')) return null;
  return { ...doubt, due: due === 'later' ? 'soon' : due };
}

function dueOf(field: RunnableField, place: StagePlace): Gap['due'] | 'later' | null {
  if (field.requiredFrom === null) return 'now';
  if (place.index < 0) return null;
  if (field.requiredFrom <= place.index) return 'now';
  return place.nextIndex >= 0 && field.requiredFrom <= place.nextIndex ? 'soon' : 'later';
}

function text(value: FieldValue): string {
  if (typeof value !== 'object') return String(value);
  return value.currency === null ? String(value.value) : `${value.value} ${value.currency}`;
}
