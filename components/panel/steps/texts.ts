import type { StepState } from '@/lib/domain/step-states';
import type { Words } from '@/lib/i18n/words';
import type { JustSaid } from '@/lib/queries/use-step-states';
import { dateText } from '../texts';

/** Why a step that the rep had dealt with is in the list again. */
export function againText(words: Words, state: StepState): string {
  const { t, localDay } = words;
  switch (state.kind) {
    case 'done':
      return t('steps.again.done', { day: localDay(state.at) });
    case 'notNow':
      return t('steps.again.notNow', { until: dateText(words, state.until), day: localDay(state.at) });
    case 'doesNotApply':
      return '';
  }
}

/** What became of a step by the rep's word. */
export function saidText(words: Words, { title, mark, undoes }: JustSaid): string {
  const { t } = words;
  if (undoes) return t('steps.said.takenBack', { title });
  switch (mark?.kind) {
    case undefined:
      return t('steps.said.back', { title });
    case 'notNow':
      return t('steps.said.notNow', { day: dateText(words, mark.until), title });
    case 'done':
    case 'doesNotApply':
      return t(`steps.said.${mark.kind}`, { title });
  }
}
