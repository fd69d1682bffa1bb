import type { JSX } from 'react';
import type { Backtest } from '@/lib/risk/model';
import { aucText, percent } from './figure-text';
import { Figures } from './figures';

/** How the model did in each part of the deals that is large enough to say; a gain below 0 is worse than that part's win rate. */
export function Segments({ segments }: { segments: Backtest['segments'] }): JSX.Element {
  if (segments.length === 0)
    return <p className="muted">No segment has the 50 tested deals, 10 of each kind, to be judged on its own.</p>;
  return (
    <details>
      <summary>By segment: {segments.length} are large enough to be judged on their own</summary>
      <Figures caption="Backtest by segment">
        <thead>
          <tr>
            <th scope="col">Segment</th>
            <th scope="col">Tested</th>
            <th scope="col">AUC (95 %)</th>
            <th scope="col">Log-loss gain</th>
            <th scope="col">ECE</th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ factor, title, level, metrics }) => (
            <tr key={`${factor} ${level}`}>
              <th scope="row">
                {title}: {level}
              </th>
              <td>{Math.round(metrics.n)}</td>
              <td>{aucText(metrics)}</td>
              <td>{percent(metrics.gain)}</td>
              <td>{metrics.ece.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </Figures>
    </details>
  );
}
