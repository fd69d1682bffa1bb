import type { JSX, RefObject } from 'react';
import { fieldText } from '@/components/panel/texts';
import type { ReviewDeal } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';
import { addressOf } from '../route';
import { Timer } from './timer';

/** Where a deal is in the list, and the ways from it. */
export type Place = {
  /** From 1; null for a deal that is not in the list as it is filtered. */
  at: number | null;
  of: number;
  /** Decided today, of the list. */
  decided: number;
  next: (() => void) | null;
  previous: (() => void) | null;
  /** Shows a deal in the CRM. */
  open: (dealId: string) => void;
};

type DealHeadProps = { deal: ReviewDeal; place: Place; heading: RefObject<HTMLHeadingElement | null> };

/** Which deal it is, where in the list it is, and for how long it has been talked about. */
export function DealHead({ deal, place, heading }: DealHeadProps): JSX.Element {
  const words = useWords();
  const { t, number, moment } = words;
  const { held, assessment, dealId } = deal;
  const facts = [
    held.account.state === 'value' ? fieldText(words, held.account) : null,
    assessment.stage.label ?? t('queue.stage.unknown'),
    t('review.head.amount', { amount: fieldText(words, held.amount) }),
    t('review.head.closes', { day: fieldText(words, held.closeDate) }),
    held.owner.state === 'value' ? fieldText(words, held.owner) : null,
  ].filter((text) => text !== null);
  return (
    <header className="review-deal-head">
      <div className="review-bar">
        <a className="review-back" href={addressOf('deals')}>
          {t('review.head.back')}
        </a>
        <span className="small muted">
          {place.at !== null && t('review.head.place', { at: number(place.at), of: number(place.of) })}{' '}
          {t('review.head.decided', { count: place.decided })}
        </span>
        <Timer key={dealId} />
        <span className="review-bar-end">
          <button
            type="button"
            className="button"
            disabled={place.previous === null}
            onClick={() => place.previous?.()}
          >
            {t('review.head.previous')}
          </button>
          <button type="button" className="button" disabled={place.next === null} onClick={() => place.next?.()}>
            {t('review.head.next')}
          </button>
        </span>
      </div>
      <h2 id="review-deal-name" ref={heading} tabIndex={-1}>
        <bdi>{deal.name}</bdi>
      </h2>
      <p>
        <bdi>{facts.join(' · ')}</bdi>
      </p>
      <p className="small muted">
        {t(`review.head.source.${deal.source}`, { moment: moment(deal.readAt) })}{' '}
        <button type="button" className="link-button" onClick={() => place.open(dealId)}>
          {t('review.head.open')}
        </button>
      </p>
    </header>
  );
}
