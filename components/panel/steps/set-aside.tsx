import type { JSX } from 'react';
import type { LaidSteps } from '@/lib/domain/step-states';
import type { StepStates } from '@/lib/queries/use-step-states';
import { useWords } from '@/lib/queries/use-words';
import { asideText } from './texts';

type SetAsideProps = Pick<LaidSteps, 'aside' | 'settled'> & { steps: StepStates };

/** Folded: what was put off or does not apply, each with the way back, and what was done and is no longer asked for. */
export function SetAside({ aside, settled, steps }: SetAsideProps): JSX.Element | null {
  const words = useWords();
  const { t } = words;
  const counts = [
    ...(aside.length > 0 ? [t('said.aside', { count: aside.length })] : []),
    ...(settled.length > 0 ? [t('said.settledCount', { count: settled.length })] : []),
  ];
  if (aside.length + settled.length === 0) return null;
  return (
    <details className="more small">
      <summary className="muted">{words.list(counts)}</summary>
      <ul className="rows set-aside">
        {aside.map(({ step, state }) => (
          <li key={step.id}>
            {step.title}
            <span className="row-sub muted">
              <bdi>{asideText(state, words)}</bdi>{' '}
              <button
                type="button"
                className="link-button"
                aria-label={t('said.of', { what: t('said.takeBack'), step: step.title })}
                disabled={steps.pending}
                onClick={() => steps.say(step, null)}
              >
                {t('said.takeBack')}
              </button>
            </span>
          </li>
        ))}
        {settled.map((state) => (
          <li key={state.step}>
            {state.title}
            <span className="row-sub muted">{asideText(state, words)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
