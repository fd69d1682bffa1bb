import type { JSX } from 'react';
import { CHANCE_OF, FEWEST } from '@/lib/assess/review/track-record';
import { CALLS } from '@/lib/domain/review';
import { useTrackRecord, type TrackRecord as Records } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';

/** How calls and the score did on the deals that have ended since: both on the same deals, with n and interval. */
export function TrackRecord({ tenant }: { tenant: string }): JSX.Element | null {
  const { t } = useWords();
  const record = useTrackRecord(tenant);
  if (record === undefined) return null;
  return (
    <details className="more small">
      <summary>{t('review.record.title', { count: record.n })}</summary>
      <Told record={record} />
    </details>
  );
}

function Told({ record }: { record: Records }): JSX.Element {
  const { t, percent, number } = useWords();
  const rounded = (value: number): string => number(Math.round(value * 100) / 100);
  const { n, differed, call, score, callWon } = record;
  if (call === null || score === null) {
    return <p className="muted">{t('review.record.few', { count: n, fewest: FEWEST })}</p>;
  }
  const share = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    t('review.record.range', { value: percent(value), low: percent(low), high: percent(high) });
  const brier = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    t('review.record.range', { value: rounded(value), low: rounded(low), high: rounded(high) });
  const rows = [
    ['call', call],
    ['score', score],
  ] as const;
  return (
    <>
      <table className="review-record">
        <caption className="visually-hidden">{t('review.record.title', { count: n })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('review.record.who')}</th>
            <th scope="col">{t('review.record.right')}</th>
            <th scope="col">{t('review.record.brier')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([who, { right, brier: error }]) => (
            <tr key={who}>
              <th scope="row">{t(`review.record.${who}`)}</th>
              <td>{share(right)}</td>
              <td>{brier(error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {callWon === null
          ? t('review.record.differedFew', { count: differed })
          : t('review.record.differed', { count: differed, share: share(callWon) })}
      </p>
      <p className="muted">
        {t('review.record.how', {
          commit: percent(CHANCE_OF[CALLS[0]]),
          bestCase: percent(CHANCE_OF[CALLS[1]]),
          pipeline: percent(CHANCE_OF[CALLS[2]]),
          omit: percent(CHANCE_OF[CALLS[3]]),
        })}
      </p>
    </>
  );
}
