import { useEffect, useRef, type JSX } from 'react';
import type { LaidSteps } from '@/lib/domain/step-states';
import type { JustSaid, StepStates } from '@/lib/queries/use-step-states';
import { useWords } from '@/lib/queries/use-words';
import { saidText } from './texts';

/** What was just said of a step, with the way back. */
export function StepSaid({ steps }: { steps: StepStates }): JSX.Element {
  const { t, said } = useWords();
  const { last, problem } = steps;
  return (
    <>
      <div role="status">{last && <Said last={last} steps={steps} />}</div>
      {problem !== null && (
        <p className="small problem" role="alert">
          {t('steps.notKept', { problem: said(problem) })}
        </p>
      )}
    </>
  );
}

function Said({ last, steps }: { last: JustSaid; steps: StepStates }): JSX.Element {
  const words = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The row in which it was said has gone: the keyboard goes on from here, unless the rep is elsewhere by now.
    if (document.hasFocus() && document.activeElement === document.body) button.current?.focus();
  }, [last, steps.states]);
  return (
    <p className="said small">
      {saidText(words, last)}{' '}
      {!last.undoes && (
        <button ref={button} type="button" className="link-button" onClick={steps.undo} disabled={steps.pending}>
          {words.t('steps.undo')}
        </button>
      )}
    </p>
  );
}

type UnconfirmedProps = { items: LaidSteps['unconfirmed']; steps: StepStates };

/** What the rep did and the data do not show: neither hidden nor asked for again at once. */
export function Unconfirmed({ items, steps }: UnconfirmedProps): JSX.Element | null {
  const { t, localDay } = useWords();
  if (items.length === 0) return null;
  return (
    <ul className="rows unconfirmed">
      {items.map(({ step, state }) => (
        <li key={step.id} className="small">
          <span className="row-title">{step.title}</span>
          <span className="row-sub muted">
            {t('steps.unconfirmed', { day: localDay(state.at) })}{' '}
            <button
              type="button"
              className="link-button"
              aria-label={t('steps.notDone.named', { title: step.title })}
              disabled={steps.pending}
              onClick={() => steps.say(step, null)}
            >
              {t('steps.notDone')}
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}
