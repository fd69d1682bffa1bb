import { fieldOf, type Change, type Deal, type Field } from './deal';
import type { FieldKey } from './fields';
import { sameValue } from './same-value';

/**
 * What moved between two readings of one deal, by field. A move to or from unknown is no change (we may just have failed to
 * read it), and neither is a rough value that the exact one rounds to. Lists have no changes. Two deals have none in common.
 */
export function changesBetween(before: Deal, after: Deal): Change[] {
  if (before.id !== after.id) return [];
  const keys = Object.keys({ ...before.fields, ...after.fields }).toSorted() as FieldKey[];
  return keys.flatMap((field): Change[] => {
    const [from, to] = [fieldOf(before, field), fieldOf(after, field)];
    return moved(from, to) ? [{ field, from, to, seenAt: after.readAt }] : [];
  });
}

function moved(from: Field, to: Field): boolean {
  if (from.state === 'unknown' || to.state === 'unknown') return false;
  if (from.state === 'empty' || to.state === 'empty') return from.state !== to.state;
  return !sameValue(from, to);
}
