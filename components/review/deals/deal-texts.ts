import type { Words } from '@/lib/i18n/words';
import type { ReviewDeal } from '@/lib/queries/use-review';

/** Silence, time in stage and pushes, as far as they are known, and what cannot be compared with the last review: whole sentences. */
export function clockTexts(
  { t }: Words,
  { clocks: { silent, stage, pushes }, since }: Pick<ReviewDeal, 'clocks' | 'since'>,
): string[] {
  return [
    silent.state === 'value' ? t('review.clock.silent', { count: silent.value }) : t('review.clock.silentUnknown'),
    ...(silent.state === 'value' && since !== null && since.silentWas !== null
      ? [t('review.clock.silentWas', { count: since.silentWas })]
      : []),
    ...(stage.state === 'value' ? [t('review.clock.stage', { count: stage.value })] : []),
    ...(pushes.state === 'value' ? [t('review.clock.pushes', { count: pushes.value })] : []),
    ...(since !== null && !since.contactsCompared ? [t('review.clock.contactsUnknown')] : []),
  ];
}
