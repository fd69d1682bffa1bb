import type { JSX } from 'react';
import type { LaidSteps, StepState } from '@/lib/domain/step-states';
import type { StepStates } from '@/lib/queries/use-step-states';
import { plural } from '../texts';
import { calendarDay, momentDay } from './texts';

type SetAsideProps = Pick<LaidSteps, 'aside' | 'settled'> & { steps: StepStates };

/** Folded: what was put off or does not apply, each with the way back, and what was done and is no longer asked for. */
export function SetAside({ aside, settled, steps }: SetAsideProps): JSX.Element | null {
  if (aside.length + settled.length === 0) return null;
  return (
    <details className="more small">
      <summary className="muted">{summaryOf(aside.length, settled.length)}</summary>
      <ul className="rows set-aside">
        {aside.map(({ step, state }) => (
          <li key={step.id}>
            {step.title}
            <span className="row-sub muted">
              <bdi>{stateText(state)}</bdi>{' '}
              <button
                type="button"
                className="link-button"
                aria-label={`Take back: ${step.title}`}
                disabled={steps.pending}
                onClick={() => steps.say(step, null)}
              >
                Take back
              </button>
            </span>
          </li>
        ))}
        {settled.map((state) => (
          <li key={state.step}>
            {state.title}
            <span className="row-sub muted">
              Marked done by you on {momentDay(state.at)}; the rules no longer ask for it.
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function summaryOf(aside: number, settled: number): string {
  const parts = [
    ...(aside > 0 ? [`${plural(aside, 'step', 'steps')} set aside`] : []),
    ...(settled > 0 ? [`${settled} done`] : []),
  ];
  return parts.join(', ');
}

function stateText(state: StepState): string {
  switch (state.kind) {
    case 'notNow':
      return `Not now: back on ${calendarDay(state.until)}.`;
    case 'doesNotApply':
      return `Does not apply: ${state.reason}`;
    case 'done':
      return `Done on ${momentDay(state.at)}.`;
  }
}
