import type { StepState } from '@/lib/domain/step-states';
import type { Words } from '@/lib/i18n/words';
import type { JustSaid } from '@/lib/queries/use-step-states';

/** Why a step that the rep had dealt with is in the list again. */
export function againText(state: StepState, { t, moment, day }: Words): string {
  switch (state.kind) {
    case 'done':
      return t('said.againDone', { moment: moment(state.at) });
    case 'notNow':
      return t('said.againNotNow', { day: day(Date.parse(state.until)), moment: moment(state.at) });
    case 'doesNotApply':
      return '';
  }
}

/** What became of a step by the rep's word. */
export function saidText({ title: step, mark, undoes }: JustSaid, { t, day }: Words): string {
  if (undoes) return t('said.saidUndone', { step });
  switch (mark?.kind) {
    case undefined:
      return t('said.saidBack', { step });
    case 'done':
      return t('said.saidDone', { step });
    case 'notNow':
      return t('said.saidNotNow', { step, day: day(Date.parse(mark.until)) });
    case 'doesNotApply':
      return t('said.saidDoesNotApply', { step });
  }
}

/** How a step that is set aside stands. */
export function asideText(state: StepState, { t, moment, day }: Words): string {
  switch (state.kind) {
    case 'notNow':
      return t('said.backOn', { day: day(Date.parse(state.until)) });
    case 'doesNotApply':
      return t('said.reason', { reason: state.reason });
    case 'done':
      return t('said.settled', { moment: moment(state.at) });
  }
}
