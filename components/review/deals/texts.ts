import type { totalsOf } from '@/lib/assess/review/filter';
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
    case 'slow':
    case 'old':
      return t(`review.reason.${reason.kind}`, { count: reason.days });
    case 'pushed':
      return t('review.reason.pushed', { count: reason.times });
    case 'bypassed':
      return t('review.reason.bypassed', { count: reason.criteria });
    case 'promised':
      return reason.late > 0 ? t('review.reason.late', { count: reason.late }) : t('review.reason.promised');
  }
}

/** What the list adds up to: how many deals, then a line for each currency, as they are never added. */
export function totalTexts(
  { totals, without }: ReturnType<typeof totalsOf>,
  shown: number,
  of: number,
  { t, number, money }: Words,
): string[] {
  return [
    t('review.total.shown', { count: shown, all: number(of) }),
    ...totals.map(({ currency, deals, amount, atRisk }) =>
      t('review.total.in', {
        amount: money(Math.round(amount), currency),
        risk: money(Math.round(atRisk), currency),
        count: deals,
      }),
    ),
    ...(without > 0 ? [t('review.total.without', { count: without })] : []),
  ];
}
