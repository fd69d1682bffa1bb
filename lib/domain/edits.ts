import { fieldOf, type Deal, type Field, type FieldValue } from './deal';
import type { FieldKey } from './fields';
import { sameValue } from './same-value';
import { textOf } from './text-of';

/** One field's wanted move: from what was last read to a value, or to nothing (`null`). */
export type Edit = { field: FieldKey; from: Field; to: FieldValue | null };

/** Somebody changed the field since it was read: what it was then, what it is now, and what was to be written. */
export type Conflict = { field: FieldKey; base: Field; theirs: Field; ours: FieldValue | null };

/** The field as it would stand once written. */
export function fieldAfter({ to }: Pick<Edit, 'to'>): Field {
  return to === null ? { state: 'empty', source: 'api' } : { state: 'value', value: to, source: 'api' };
}

/**
 * The edits whose field moved meanwhile to something else than what is to be written. What cannot be read now, or could not
 * be read then, is no conflict: nothing says that it moved.
 */
export function conflictsIn(edits: readonly Edit[], now: Deal): Conflict[] {
  return edits.flatMap((edit): Conflict[] => {
    const theirs = fieldOf(now, edit.field);
    if (theirs.state === 'unknown' || edit.from.state === 'unknown') return [];
    if (alike(edit.field, theirs, edit.from) || alike(edit.field, theirs, fieldAfter(edit))) return [];
    return [{ field: edit.field, base: edit.from, theirs, ours: edit.to }];
  });
}

/** The edits that the deal does not show yet. A field that cannot be read counts as not shown. */
export function notYetIn(edits: readonly Edit[], now: Deal): Edit[] {
  return edits.filter((edit) => !alike(edit.field, fieldOf(now, edit.field), fieldAfter(edit)));
}

/** Edits that take these back, for a deal that shows them. */
export function reversed(edits: readonly Edit[]): Edit[] {
  return edits.flatMap((edit): Edit[] => {
    if (edit.from.state === 'unknown') return []; // what it was is not known
    return [{ field: edit.field, from: fieldAfter(edit), to: edit.from.state === 'value' ? edit.from.value : null }];
  });
}

/** Whether two fields may say the same, as far as the rougher of the two goes. A stage is the same in any case of letters. */
function alike(key: FieldKey, a: Field, b: Field): boolean {
  if (a.state !== 'value' || b.state !== 'value') return a.state === b.state && a.state !== 'unknown';
  if (key === 'stage.label') return textOf(a).toLowerCase() === textOf(b).toLowerCase();
  return sameValue(a, b);
}
