import type { ReadPlan } from '@/lib/crm/adapter-schema';

/** One mark: which field, what a screen reader says of it, and the words of its tip. */
export type Mark = { field: string; name: string; why: string };

/** What the marks' script is given: where the fields are, which have gaps, and all words it shows. */
export type MarkTask = {
  plan: ReadPlan;
  recordId: string;
  marks: readonly Mark[];
  words: { hide: string };
};

/** Whether a field is on screen, on screen under our own panel, or not on the page. */
export type Reached = 'shown' | 'covered' | 'absent';

/** What the marks' script offers to the code that the background runs beside it in the page's isolated world. */
export type PageMarks = {
  show: (task: MarkTask) => void;
  /** Scrolls to a field and puts the focus there, and says whether it can be seen. */
  reach: (task: MarkTask, field: string) => Reached;
  clear: () => void;
};

/** Where they are found in the isolated world. */
export const MARKS = 'fairleadMarks';

/** What a mark says to its panel when it was clicked. It names a field, and can do no more than open the panel there. */
export type MarkMessage = { type: 'fairlead:mark'; act: 'open' | 'off'; field: string };

/** Reads a message of a mark; null for any other. */
export function markMessage(message: unknown): MarkMessage | null {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('act' in message)) return null;
  const { type, act } = message;
  const field = 'field' in message ? message.field : null;
  if (type !== 'fairlead:mark' || (act !== 'open' && act !== 'off') || typeof field !== 'string') return null;
  return field.length > 120 ? null : { type, act, field };
}
