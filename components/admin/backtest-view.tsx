import type { JSX } from 'react';
import type { Report } from '@/lib/queries/use-learning';
import { useWords } from '@/lib/queries/use-words';
import { aucText } from './figure-text';
import { Figures } from './figures';
import { Segments } from './segments';

type Model = NonNullable<Report['model']>;
type Backtest = NonNullable<Model['backtest']>;

/** How well the model would have predicted the latest closed deals, against simpler ways to guess. */
export function BacktestView({ model }: { model: Model }): JSX.Element {
  const { t, said } = useWords();
  const { backtest, dropped, choice } = model;
  if (backtest === null) return <p className="muted">{t('learned.tooFewToTest', { choice: said(choice) })}</p>;
  return (
    <>
      <p>
        <strong>{said(backtest.verdict)}</strong> {t('learned.tested', { train: backtest.train, test: backtest.test })}
      </p>
      <Methods backtest={backtest} />
      <Reliability bins={backtest.bins} />
      <Segments segments={backtest.segments} />
      {dropped.length > 0 && (
        <details>
          <summary>{t('learned.unused', { count: dropped.length })}</summary>
          <ul className="errors">
            {dropped.map((factor) => (
              <li key={factor.id}>{said(factor.sentence)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Methods({ backtest: { model, baselines } }: { backtest: Backtest }): JSX.Element {
  const words = useWords();
  const { t, percent, fixed } = words;
  const rows: [string, Backtest['model'] | null][] = [
    [t('learned.model'), model],
    [t('learned.winRate'), baselines.winRate],
    [t('learned.byStage'), baselines.stage],
    [t('learned.naiveBayes'), baselines.naiveBayes],
  ];
  return (
    <Figures caption={t('learned.backtest')}>
      <thead>
        <tr>
          <th scope="col">{t('learned.method')}</th>
          <th scope="col">{t('learned.auc')}</th>
          <th scope="col">{t('learned.gain')}</th>
          <th scope="col">{t('learned.brier')}</th>
          <th scope="col">{t('learned.ece')}</th>
          <th scope="col">{t('learned.slope')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, metrics]) =>
          metrics === null ? null : (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{aucText(metrics, words)}</td>
              <td>{percent(metrics.gain)}</td>
              <td>{fixed(metrics.brier, 3)}</td>
              <td>{fixed(metrics.ece, 3)}</td>
              <td>{metrics.slope === null ? '–' : fixed(metrics.slope, 2)}</td>
            </tr>
          ),
        )}
      </tbody>
    </Figures>
  );
}

/** What was said against what came: each row a group of deals, the bar its 95 % interval, the mark what was predicted. */
function Reliability({ bins }: { bins: Backtest['bins'] }): JSX.Element {
  const { t, percent, number } = useWords();
  return (
    <Figures caption={t('learned.reliability')} shown>
      <thead>
        <tr>
          <th scope="col">{t('learned.predicted')}</th>
          <th scope="col">{t('learned.won')}</th>
          <th scope="col">{t('learned.range95')}</th>
          <th scope="col">{t('learned.deals')}</th>
          <th scope="col" className="visually-hidden">
            {t('learned.chart')}
          </th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <td>{percent(bin.predicted)}</td>
            <td>{percent(bin.observed)}</td>
            <td>{t('learned.interval', { low: percent(bin.low), high: percent(bin.high) })}</td>
            <td>{number(Math.round(bin.n))}</td>
            <td className="bin" aria-hidden="true">
              <span className="bin-range" style={{ insetInlineStart: of(bin.low), width: of(bin.high - bin.low) }} />
              <span className="bin-mark" style={{ insetInlineStart: of(bin.predicted) }} />
            </td>
          </tr>
        ))}
      </tbody>
    </Figures>
  );
}

/** A share of the bar's width, as style sheets write it. */
function of(share: number): string {
  return `${100 * share}%`;
}
