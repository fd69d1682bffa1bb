import type { JSX } from 'react';
import type { StepResult } from '@/lib/domain/assessment';
import { laySteps, type OpenStep } from '@/lib/domain/step-states';
import { currentClock } from '@/lib/messaging/current-clock';
import type { Fixing } from '@/lib/queries/use-fixing';
import { Section } from '@/components/ui/section';
import { StepTask } from '../fix/step-task';
import { ClockDoubt } from '../clock-doubt';
import { LookedAt } from '../looked-at';
import { useWords } from '@/lib/queries/use-words';
import { pointsText } from '../texts';
import { SetAside } from './set-aside';
import { StepSaid, Unconfirmed } from './step-said';
import { StepWords } from './step-words';
import { againText } from './texts';

const SHOWN = 3;

type StepsProps = { steps: readonly StepResult[]; fixing: Fixing };

/** What would help most per minute, best first, each with its effect on the risk; then what the rep said of the others. */
export function Steps({ steps, fixing }: StepsProps): JSX.Element | null {
  const { t } = useWords();
  const { open, unconfirmed, aside, settled } = laySteps(steps, fixing.steps.states, currentClock());
  if (steps.length + settled.length === 0) return null;
  const rest = open.slice(SHOWN);
  return (
    <Section title={t('steps.title')} note={t(open.length === 0 ? 'steps.nothing' : 'steps.order')}>
      <StepSaid steps={fixing.steps} />
      <StepList steps={open.slice(0, SHOWN)} start={1} fixing={fixing} />
      {rest.length > 0 && (
        <details className="more small">
          <summary className="muted">{t('steps.more', { count: rest.length })}</summary>
          <StepList steps={rest} start={SHOWN + 1} fixing={fixing} />
        </details>
      )}
      <Unconfirmed items={unconfirmed} steps={fixing.steps} />
      <SetAside aside={aside} settled={settled} steps={fixing.steps} />
    </Section>
  );
}

type StepListProps = { steps: readonly OpenStep[]; start: number; fixing: Fixing };

function StepList({ steps, start, fixing }: StepListProps): JSX.Element {
  const words = useWords();
  return (
    <ol className="rows" start={start}>
      {steps.map(({ step, said }) => (
        <li key={step.id}>
          <details className="row">
            <summary>
              <span className="row-title">
                {step.title}
                <ClockDoubt rule={{ kind: 'step', id: step.id }} />
                {said && <span className="row-sub small again">{againText(words, said)}</span>}
              </span>
              <span className="row-state">
                {words.t('steps.effort', { points: pointsText(words, step.effect), minutes: step.minutes })}
              </span>
            </summary>
            <div className="row-more small muted">
              <p>{step.why}</p>
              <LookedAt rule={{ kind: 'step', id: step.id }} title={step.title} />
              <StepTask step={step} fixing={fixing} />
              <StepWords step={step} steps={fixing.steps} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}
