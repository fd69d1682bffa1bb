import { useState, type JSX } from 'react';
import type { Risk, RiskFactor, SignalResult } from '@/lib/domain/assessment';
import { Dispute } from './dispute';
import { plural, pointsText } from './texts';

type Reckoned = Exclude<Risk, { state: 'none' }>;
type FactorsProps = { risk: Reckoned; signals: readonly SignalResult[] };

/** Rows shown at once; the others are one row with their sum. */
const SHOWN = 7;

/** What the risk is made of; base and rows add up to it, however many are shown. */
export function Factors({ risk, signals }: FactorsProps): JSX.Element {
  const [all, setAll] = useState(false);
  const moving = risk.factors.filter(({ points }) => points !== 0);
  const few = moving.length > SHOWN + 1 ? moving.slice(0, SHOWN) : moving;
  const many = risk.factors.length > few.length;
  const shown = all ? risk.factors : few;
  const rest = risk.factors.filter((factor) => !shown.includes(factor));
  return (
    <>
      <table className="factors">
        <caption className="visually-hidden">What the risk is made of</caption>
        <tbody>
          <tr>
            <th scope="row">{risk.state === 'score' ? 'An average deal of yours' : 'Before anything is known'}</th>
            <td>{risk.base}</td>
          </tr>
          {shown.map((factor) => (
            <Row key={factor.id} factor={factor} signal={signalOf(factor, signals)} />
          ))}
          {rest.length > 0 && (
            <tr>
              <th scope="row" className="muted">
                {plural(rest.length, 'smaller factor', 'smaller factors')}
              </th>
              <td>{pointsText(rest.reduce((sum, { points }) => sum + points, 0))}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Risk</th>
            <td>{risk.risk}</td>
          </tr>
        </tfoot>
      </table>
      {many && (
        <button type="button" className="link-button small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the largest only' : `Show all ${risk.factors.length} factors`}
        </button>
      )}
    </>
  );
}

function Row({ factor, signal }: { factor: RiskFactor; signal: SignalResult | undefined }): JSX.Element {
  return (
    <tr data-sign={Math.sign(factor.points)}>
      <th scope="row">
        {factor.title}
        {factor.level !== undefined && <span className="factor-level">: {factor.level}</span>}
        {factor.deals !== undefined && <span className="factor-ground small muted">{groundOf(factor)}</span>}
        {signal && (
          <Dispute kind="signal" id={signal.id} title={signal.title} claim={signal.weight < 0 ? 'chance' : 'risk'} />
        )}
      </th>
      <td>{pointsText(factor.points)}</td>
    </tr>
  );
}

/** "34 deals; between +2 and +6". */
function groundOf({ deals = 0, low, high }: RiskFactor): string {
  const from = plural(deals, 'past deal', 'past deals');
  return low === undefined || high === undefined ? from : `${from}; likely ${signed(low)} to ${signed(high)}`;
}

function signed(points: number): string {
  const whole = Math.round(points);
  if (whole === 0) return '0';
  return `${whole < 0 ? '−' : '+'}${Math.abs(whole)}`;
}

/** A factor of the band is its signal; of a model, it names it. A signal that does not fire is no flag. */
function signalOf({ id }: RiskFactor, signals: readonly SignalResult[]): SignalResult | undefined {
  return signals.find((signal) => (signal.id === id || `signal:${signal.id}` === id) && signal.verdict.kind === 'met');
}
