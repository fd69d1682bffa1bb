import type { StepState } from '@/lib/domain/step-states';
import type { JustSaid } from '@/lib/queries/use-step-states';
import { dayText } from '../texts';

/** Why a step that the rep had dealt with is in the list again. */
export function againText(state: StepState): string {
  switch (state.kind) {
    case 'done':
      return `You marked it done on ${momentDay(state.at)}; the CRM still does not show it`;
    case 'notNow':
      return `Back since ${calendarDay(state.until)}: you put it off on ${momentDay(state.at)}`;
    case 'doesNotApply':
      return '';
  }
}

/** What became of a step by the rep's word. */
export function saidText({ title, mark, undoes }: JustSaid): string {
  if (undoes) return `Taken back: ${title}.`;
  switch (mark?.kind) {
    case undefined:
      return `Back in the list: ${title}.`;
    case 'done':
      return `Marked done: ${title}.`;
    case 'notNow':
      return `Put off until ${calendarDay(mark.until)}: ${title}.`;
    case 'doesNotApply':
      return `Does not apply here: ${title}.`;
  }
}

/** A moment's day, by the reader's own clock. */
export function momentDay(ms: number): string {
  return new Date(ms).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}

export function calendarDay(day: string): string {
  return dayText(Date.parse(day));
}
