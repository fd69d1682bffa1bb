import type { JSX } from 'react';
import { sourceTexts } from '@/components/queue/texts';
import type { totalsOf } from '@/lib/assess/review/filter';
import type { ReviewAnswer } from '@/lib/queries/use-review';
import { useWords } from '@/lib/queries/use-words';

type TotalsProps = { sums: ReturnType<typeof totalsOf>; shown: number; of: number };

/** What the list adds up to, a line for each currency: they are never added. */
export function Totals({ sums: { totals, without }, shown, of }: TotalsProps): JSX.Element {
  const { t, number, money } = useWords();
  return (
    <div className="review-totals" role="status">
      <p>
        <strong>{t('review.total.shown', { count: shown, all: number(of) })}</strong>
      </p>
      {totals.map(({ currency, deals, amount, atRisk }) => (
        <p key={currency ?? ''} className="small">
          {t('review.total.in', {
            amount: money(Math.round(amount), currency),
            risk: money(Math.round(atRisk), currency),
            count: deals,
          })}
        </p>
      ))}
      {without > 0 && <p className="small muted">{t('review.total.without', { count: without })}</p>}
    </div>
  );
}

/** Where the deals come from, and how fresh they are. */
export function Fresh({ answer: { read, lines, packTitle } }: { answer: ReviewAnswer }): JSX.Element | null {
  const words = useWords();
  if (read === null || packTitle === null) return null;
  const texts = [...sourceTexts(read, lines.length, words), words.t('review.rules', { pack: packTitle })];
  return <p className="small muted">{texts.join(' ')}</p>;
}
