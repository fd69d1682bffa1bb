import { addDays } from './calendar';
import type { Deal } from './deal';
import type { FieldKey } from './fields';
import { textOf } from './text-of';
import type { TaskDraft } from './writes';

/**
 * What tells one wish for a task from another: its step and the user's day. The same step may be done by a further task later, or
 * the same day where the user asks for it expressly (`again` tells which one it is, from 1).
 */
export function taskMark(stepId: string, today: string, again = 0): string {
  return `${stepId}@${today}${again === 0 ? '' : `#${again}`}`;
}

/**
 * The task that a step proposes, for this deal: `{economic_buyer}` in its subject becomes the field's value, or the field's
 * label where the deal has none. `today` is a calendar date; without a number of days there is no due date.
 */
export function taskDraft(
  { subject, dueDays }: { subject: string; dueDays: number | null },
  deal: Deal,
  labelOf: (field: FieldKey) => string,
  today: string,
): TaskDraft {
  const filled = subject.replace(/\{([A-Za-z][\w.]*)\}/g, (_whole, name: string) => {
    const keys = [name, `custom.${name}`] as FieldKey[];
    const value = keys.map((key) => textOf(deal.fields[key])).find((text) => text !== '');
    return value ?? labelOf(keys.find((key) => key in deal.fields) ?? `custom.${name}`).toLowerCase();
  });
  return { subject: filled, due: dueDays === null ? null : addDays(today, dueDays) };
}
