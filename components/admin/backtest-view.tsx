import type { JSX } from 'react';
import type { Report } from '@/lib/queries/use-learning';
import { aucText, percent } from './figure-text';
import { Figures } from './figures';
import { Segments } from './segments';

type Model = NonNullable<Report['model']>;
type Backtest = NonNullable<Model['backtest']>;

/** How well the model would have predicted the latest closed deals, against simpler ways to guess. */
export function BacktestView({ model }: { model: Model }): JSX.Element {
  const { backtest, dropped, choice } = model;
  if (backtest === null) return <p className="muted">There are too few deals to test a model on: {choice}</p>;
  const { baselines } = backtest;
  const rows: [string, Backtest['model'] | null][] = [
    ['The model', backtest.model],
    ['Win rate only', baselines.winRate],
    ['By stage', baselines.stage],
    ['Naive Bayes', baselines.naiveBayes],
  ];
  return (
    <>
      <p>
        <strong>{backtest.verdict}</strong> Learned from {backtest.train} deals, tested on the {backtest.test} latest.
      </p>
      <Figures caption="Backtest of the score">
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">AUC (95 %)</th>
            <th scope="col">Log-loss gain</th>
            <th scope="col">Brier</th>
            <th scope="col">ECE</th>
            <th scope="col">Slope</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, metrics]) =>
            metrics === null ? null : (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{aucText(metrics)}</td>
                <td>{percent(metrics.gain)}</td>
                <td>{metrics.brier.toFixed(3)}</td>
                <td>{metrics.ece.toFixed(3)}</td>
                <td>{metrics.slope?.toFixed(2) ?? '–'}</td>
              </tr>
            ),
          )}
        </tbody>
      </Figures>
      <Reliability bins={backtest.bins} />
      <Segments segments={backtest.segments} />
      {dropped.length > 0 && (
        <details>
          <summary>{dropped.length} factors were not used</summary>
          <ul className="errors">
            {dropped.map((factor) => (
              <li key={factor.id}>{factor.sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** What was said against what came: each row a group of deals, the bar its 95 % interval, the mark what was predicted. */
function Reliability({ bins }: { bins: Backtest['bins'] }): JSX.Element {
  return (
    <Figures caption="Chance to win, by groups of deals: what was said, and what came" shown>
      <thead>
        <tr>
          <th scope="col">Predicted</th>
          <th scope="col">Won</th>
          <th scope="col">95 %</th>
          <th scope="col">Deals</th>
          <th scope="col" className="visually-hidden">
            Chart
          </th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <td>{percent(bin.predicted)}</td>
            <td>{percent(bin.observed)}</td>
            <td>
              {percent(bin.low)} – {percent(bin.high)}
            </td>
            <td>{Math.round(bin.n)}</td>
            <td className="bin" aria-hidden="true">
              <span
                className="bin-range"
                style={{ insetInlineStart: percent(bin.low), width: percent(bin.high - bin.low) }}
              />
              <span className="bin-mark" style={{ insetInlineStart: percent(bin.predicted) }} />
            </td>
          </tr>
        ))}
      </tbody>
    </Figures>
  );
}
