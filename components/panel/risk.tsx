import type { JSX } from 'react';
import type { Assessment, PastRisk, Risk } from '@/lib/domain/assessment';
import { Section } from '@/components/ui/section';
import { level } from './pill';
import { Factors } from './risk-factors';
import { OutlookLines, RiskSource } from './risk-source';
import { StoryOfRisk } from './story';
import { missingText, plural } from './texts';

type Reckoned = Exclude<Risk, { state: 'none' }>;

const NO_RISK: Readonly<Record<Extract<Risk, { state: 'none' }>['reason'], string>> = {
  nothingRead: 'No risk is shown: too little of this deal could be read.',
  noSignals: 'No risk is shown: the rule pack has no signals.',
  closed: 'This deal is closed; its risk is decided.',
};

type RiskProps = { assessment: Assessment; trail: readonly PastRisk[] };

/** The risk: a number from the team's own deals or a band, with every factor's points, which add up to it exactly. */
export function RiskSection({ assessment, trail }: RiskProps): JSX.Element {
  const { risk } = assessment;
  if (risk.state === 'none') {
    return (
      <Section title="Risk">
        <p className="muted">{NO_RISK[risk.reason]}</p>
      </Section>
    );
  }
  const range = `${risk.low}–${risk.high}`;
  return (
    <Section title="Risk" note={risk.state === 'score' ? `${risk.risk}, likely ${range}` : range}>
      <Meter risk={risk} />
      <RiskSource risk={risk} />
      {risk.state === 'score' && risk.outlook !== null && <OutlookLines outlook={risk.outlook} />}
      <Factors risk={risk} signals={assessment.signals} />
      <StoryOfRisk assessment={assessment} trail={trail} />
      <Unreadable assessment={assessment} />
    </Section>
  );
}

function Meter({ risk }: { risk: Reckoned }): JSX.Element {
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

/** Signals that could not be checked: they add no points, and widen the band. */
function Unreadable({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const unknown = assessment.signals.filter((signal) => signal.verdict.kind === 'unknown');
  if (unknown.length === 0) return null;
  return (
    <details className="more small">
      <summary className="muted">
        {plural(unknown.length, 'signal', 'signals')} could not be checked; what is not known widens the range
      </summary>
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
