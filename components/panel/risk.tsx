import type { JSX } from 'react';
import type { Assessment, Risk } from '@/lib/domain/assessment';
import { Section } from '@/components/ui/section';
import { level } from './pill';
import { missingText, pointsText } from './texts';

type Band = Extract<Risk, { state: 'band' }>;

const NO_RISK: Readonly<Record<Extract<Risk, { state: 'none' }>['reason'], string>> = {
  nothingRead: 'No risk is shown: too little of this deal could be read.',
  noSignals: 'No risk is shown: the rule pack has no signals.',
  closed: 'This deal is closed; its risk is decided.',
};

/** The risk as a band, with every factor's points: they add up to the number exactly. */
export function RiskSection({ assessment }: { assessment: Assessment }): JSX.Element {
  const { risk } = assessment;
  if (risk.state === 'none') {
    return (
      <Section title="Risk">
        <p className="muted">{NO_RISK[risk.reason]}</p>
      </Section>
    );
  }
  return (
    <Section title="Risk" note={`${risk.low}–${risk.high}`}>
      <BandMeter risk={risk} />
      <p className="small muted">
        A band, from the pack’s own weights:{' '}
        {risk.closedDeals === 0
          ? 'no closed deals of yours are known yet'
          : `only ${risk.closedDeals} closed deals are known`}
        .
      </p>
      <Factors risk={risk} />
      <Unreadable assessment={assessment} />
    </Section>
  );
}

function BandMeter({ risk }: { risk: Band }): JSX.Element {
  return (
    <div
      className="meter"
      role="img"
      aria-label={`Risk ${risk.risk} of 100, likely between ${risk.low} and ${risk.high}`}
      data-level={level(risk.risk)}
    >
      <span className="meter-band" style={{ insetInlineStart: `${risk.low}%`, width: `${risk.high - risk.low}%` }} />
      <span className="meter-mark" style={{ insetInlineStart: `${risk.risk}%` }} />
    </div>
  );
}

function Factors({ risk }: { risk: Band }): JSX.Element {
  return (
    <table className="factors">
      <caption className="visually-hidden">What the risk is made of</caption>
      <tbody>
        <tr>
          <th scope="row">Before anything is known</th>
          <td>{risk.base}</td>
        </tr>
        {risk.factors.map((factor) => (
          <tr key={factor.id} data-sign={Math.sign(factor.points)}>
            <th scope="row">{factor.title}</th>
            <td>{pointsText(factor.points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Risk</th>
          <td>{risk.risk}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Signals that could not be checked: they add no points, and widen the band. */
function Unreadable({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const unknown = assessment.signals.filter((signal) => signal.verdict.kind === 'unknown');
  if (unknown.length === 0) return null;
  return (
    <details className="more small">
      <summary className="muted">{unknown.length} signals could not be checked; they widen the band</summary>
      <ul className="plain-list">
        {unknown.map((signal) => (
          <li key={signal.id}>
            {signal.title}
            {signal.verdict.kind === 'unknown' && (
              <span className="muted"> ({signal.verdict.inputs.map(missingText).join('; ')})</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
