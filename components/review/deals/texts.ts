import type { Group } from '@/lib/assess/queue/queue-view';
import type { Words } from '@/lib/i18n/words';
import type { ReviewAnswer } from '@/lib/queries/use-review';

export type Line = ReviewAnswer['lines'][number];
export type LineGroup = Group<Line>;
type Reason = Line['reasons'][number];

/** Why a deal is in the queue. */
export function reasonText(reason: Reason, { t }: Words): string {
  switch (reason.kind) {
    case 'large':
    case 'overdue':
    case 'atRisk':
      return t(`review.reason.${reason.kind}`);
    case 'silent':
    case 'stuck':
      return t(`review.reason.${reason.kind}`, { count: reason.days });
    case 'pushed':
      return t('review.reason.pushed', { count: reason.times });
    case 'bypassed':
      return t('review.reason.bypassed', { count: reason.criteria });
    case 'promised':
      return reason.late > 0 ? t('review.reason.late', { count: reason.late }) : t('review.reason.promised');
  }
}
