import type { Words } from '@/lib/i18n/words';
import type { ReviewDeal } from '@/lib/queries/use-review';

/** Silence, time in stage and pushes, as far as they are known: whole sentences. */
export function clockTexts({ t }: Words, { clocks: { silent, stage, pushes } }: Pick<ReviewDeal, 'clocks'>): string[] {
  return [
    silent.state === 'value' ? t('review.clock.silent', { count: silent.value }) : t('review.clock.silentUnknown'),
    ...(stage.state === 'value' ? [t('review.clock.stage', { count: stage.value })] : []),
    ...(pushes.state === 'value' ? [t('review.clock.pushes', { count: pushes.value })] : []),
  ];
}
