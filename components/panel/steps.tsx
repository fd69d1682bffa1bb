import type { JSX } from 'react';
import type { StepResult } from '@/lib/domain/assessment';
import type { Fixing } from '@/lib/queries/use-fixing';
import { Section } from '@/components/ui/section';
import { StepTask } from './fix/step-task';
import { plural, pointsText } from './texts';

const SHOWN = 3;

/** What would help most per minute, best first, each with its effect on the risk. */
export function Steps({ steps, fixing }: { steps: readonly StepResult[]; fixing: Fixing }): JSX.Element | null {
  if (steps.length === 0) return null;
  const rest = steps.slice(SHOWN);
  return (
    <Section title="Next steps" note="by risk cut per minute">
      <StepList steps={steps.slice(0, SHOWN)} start={1} fixing={fixing} />
      {rest.length > 0 && (
        <details className="more small">
          <summary className="muted">{plural(rest.length, 'more step', 'more steps')}</summary>
          <StepList steps={rest} start={SHOWN + 1} fixing={fixing} />
        </details>
      )}
    </Section>
  );
}

type StepListProps = { steps: readonly StepResult[]; start: number; fixing: Fixing };

function StepList({ steps, start, fixing }: StepListProps): JSX.Element {
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
            <div className="row-more small muted">
              <p>{step.why}</p>
              <StepTask step={step} fixing={fixing} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}
