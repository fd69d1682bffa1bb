import type { JSX } from 'react';
import type { Backtest } from '@/lib/risk/model';
import { useWords } from '@/lib/queries/use-words';
import { aucText } from './figure-text';
import { Figures } from './figures';

/** How the model did in each part of the deals that is large enough to say; a gain below 0 is worse than that part's win rate. */
export function Segments({ segments }: { segments: Backtest['segments'] }): JSX.Element {
  const words = useWords();
  const { t, percent, fixed, number, said } = words;
  if (segments.length === 0) return <p className="muted">{t('learned.segments.none')}</p>;
  return (
    <details>
      <summary>{t('learned.segments.summary', { count: segments.length })}</summary>
      <Figures caption={t('learned.segments.caption')}>
        <thead>
          <tr>
            <th scope="col">{t('learned.segments.segment')}</th>
            <th scope="col">{t('learned.segments.tested')}</th>
            <th scope="col">{t('learned.auc')}</th>
            <th scope="col">{t('learned.gain')}</th>
            <th scope="col">{t('learned.ece')}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ factor, title, level, metrics }) => (
            <tr key={`${factor} ${level}`}>
              <th scope="row">{t('learned.segments.name', { title: said(title), level: said(level) })}</th>
              <td>{number(Math.round(metrics.n))}</td>
              <td>{aucText(metrics, words)}</td>
              <td>{percent(metrics.gain)}</td>
              <td>{fixed(metrics.ece, 3)}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}
