import type { JSX } from 'react';
import type { Assessment, PastRisk, Risk } from '@/lib/domain/assessment';
import { useWords } from '@/lib/queries/use-words';
import { Section } from '@/components/ui/section';
import { level } from './pill';
import { Factors } from './risk-factors';
import { OutlookLines, RiskSource } from './risk-source';
import { StoryOfRisk } from './story';
import { missingText } from './texts';

type Reckoned = Exclude<Risk, { state: 'none' }>;

type RiskProps = { assessment: Assessment; trail: readonly PastRisk[] };

/** The risk: a number from the team's own deals or a band, with every factor's points, which add up to it exactly. */
export function RiskSection({ assessment, trail }: RiskProps): JSX.Element {
  const { t } = useWords();
  const { risk } = assessment;
  if (risk.state === 'none') {
    return (
      <Section title={t('panel.risk.title')}>
        <p className="muted">{t(`panel.risk.none.${risk.reason}`)}</p>
      </Section>
    );
  }
  const { low, high } = risk;
  const note = risk.state === 'score' ? t('panel.risk.likely', { risk: risk.risk, low, high }) : `${low}–${high}`;
  return (
    <Section title={t('panel.risk.title')} note={note}>
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
  const { t } = useWords();
  const { low, high } = risk;
  return (
    <div
      className="meter"
      role="img"
      aria-label={t('panel.risk.meter', { risk: risk.risk, low, high })}
      data-level={level(risk.risk)}
    >
      <span className="meter-band" style={{ insetInlineStart: `${low}%`, width: `${high - low}%` }} />
      <span className="meter-mark" style={{ insetInlineStart: `${risk.risk}%` }} />
    </div>
  );
}

/** Signals that could not be checked: they add no points, and widen the band. */
function Unreadable({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const words = useWords();
  const unknown = assessment.signals.filter((signal) => signal.verdict.kind === 'unknown');
  if (unknown.length === 0) return null;
  return (
    <details className="more small">
      <summary className="muted">{words.t('panel.risk.unreadable', { count: unknown.length })}</summary>
      <ul className="plain-list">
        {unknown.map((signal) => (
          <li key={signal.id}>
            {signal.title}
            {signal.verdict.kind === 'unknown' && (
              <span className="muted">
                {' '}
                ({signal.verdict.inputs.map((input) => missingText(words, input)).join('; ')})
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
