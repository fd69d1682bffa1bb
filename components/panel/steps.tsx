import type { JSX } from 'react';
import type { StepResult } from '@/lib/domain/assessment';
import { Section } from '@/components/ui/section';
import { plural, pointsText } from './texts';

const SHOWN = 3;

/** What would help most per minute, best first, each with its effect on the risk. */
export function Steps({ steps }: { steps: readonly StepResult[] }): JSX.Element | null {
  if (steps.length === 0) return null;
  const rest = steps.slice(SHOWN);
  return (
    <Section title="Next steps" note="by risk cut per minute">
      <StepList steps={steps.slice(0, SHOWN)} start={1} />
      {rest.length > 0 && (
        <details className="more small">
          <summary className="muted">{plural(rest.length, 'more step', 'more steps')}</summary>
          <StepList steps={rest} start={SHOWN + 1} />
        </details>
      )}
    </Section>
  );
}

function StepList({ steps, start }: { steps: readonly StepResult[]; start: number }): JSX.Element {
  return (
    <ol className="rows" start={start}>
      {steps.map((step) => (
        <li key={step.id}>
          <details className="row">
            <summary>
              <span className="row-title">{step.title}</span>
              <span className="row-state">
                {pointsText(step.effect)} · about {step.minutes} min
              </span>
            </summary>
            <p className="row-more small muted">{step.why}</p>
          </details>
        </li>
      ))}
    </ol>
  );
}
