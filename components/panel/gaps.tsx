import type { JSX } from 'react';
import type { Assessment, Gap } from '@/lib/domain/assessment';
import { Section } from '@/components/ui/section';
import { evidenceDates } from './evidence';
import { gapText, plural } from './texts';

/** Fields that are missing or doubtful: due at this stage, and folded, those of the next. */
export function Gaps({ assessment }: { assessment: Assessment }): JSX.Element | null {
  const { gaps, stage } = assessment;
  if (stage.state !== 'known') return null; // which fields are due depends on the stage
  const now = gaps.filter((gap) => gap.due === 'now');
  const soon = gaps.filter((gap) => gap.due === 'soon');
  return (
    <Section title="Gaps" note={now.length === 0 ? 'none due at this stage' : `${now.length} due at this stage`}>
      {now.length > 0 && <GapList gaps={now} />}
      {soon.length > 0 && (
        <details className="more small">
          <summary className="muted">{plural(soon.length, 'more at the next stage', 'more at the next stage')}</summary>
          <GapList gaps={soon} />
        </details>
      )}
    </Section>
  );
}

function GapList({ gaps }: { gaps: readonly Gap[] }): JSX.Element {
  return (
    <ul className="rows">
      {gaps.map((gap) => (
        <li key={`${gap.field}:${gap.kind}`} className="gap" data-kind={gap.kind}>
          <p>
            <strong>{gap.label}</strong> <span className="tag">{gapText(gap)}</span>
          </p>
          <p className="small muted">{gap.reason ?? gap.why}</p>
          {gap.against && <p className="small muted">Does not agree with {gap.against.join(', ')}.</p>}
          {gap.confirmed && (
            <p className="small muted">
              Last confirmed by {gap.confirmed.label}
              {evidenceDates(gap.confirmed)}.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
