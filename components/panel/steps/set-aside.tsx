import type { JSX } from 'react';
import type { LaidSteps, StepState } from '@/lib/domain/step-states';
import type { StepStates } from '@/lib/queries/use-step-states';
import type { Words } from '@/lib/i18n/words';
import { useWords } from '@/lib/queries/use-words';
import { dateText } from '../texts';

type SetAsideProps = Pick<LaidSteps, 'aside' | 'settled'> & { steps: StepStates };

/** Folded: what was put off or does not apply, each with the way back, and what was done and is no longer asked for. */
export function SetAside({ aside, settled, steps }: SetAsideProps): JSX.Element | null {
  const words = useWords();
  const { t, localDay } = words;
  if (aside.length + settled.length === 0) return null;
  return (
    <details className="more small">
      <summary className="muted">{summaryOf(words, aside.length, settled.length)}</summary>
      <ul className="rows set-aside">
        {aside.map(({ step, state }) => (
          <li key={step.id}>
            {step.title}
            <span className="row-sub muted">
              <bdi>{stateText(words, state)}</bdi>{' '}
              <button
                type="button"
                className="link-button"
                aria-label={t('steps.takeBack.named', { title: step.title })}
                disabled={steps.pending}
                onClick={() => steps.say(step, null)}
              >
                {t('steps.takeBack')}
              </button>
            </span>
          </li>
        ))}
        {settled.map((state) => (
          <li key={state.step}>
            {state.title}
            <span className="row-sub muted">{t('steps.settled', { day: localDay(state.at) })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function summaryOf({ t }: Words, aside: number, settled: number): string {
  const setAside = t('steps.aside.count', { count: aside });
  const done = t('steps.settled.count', { count: settled });
  if (aside === 0) return done;
  return settled === 0 ? setAside : t('steps.aside.both', { aside: setAside, settled: done });
}

function stateText(words: Words, state: StepState): string {
  const { t } = words;
  switch (state.kind) {
    case 'notNow':
      return t('steps.state.notNow', { day: dateText(words, state.until) });
    case 'doesNotApply':
      return t('steps.state.doesNotApply', { reason: state.reason });
    case 'done':
      return t('steps.state.done', { day: words.localDay(state.at) });
  }
}
