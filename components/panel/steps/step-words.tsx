import { useId, useRef, useState, type FormEvent, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { addDays } from '@/lib/domain/calendar';
import { snoozeDays, type StepMark } from '@/lib/domain/step-states';
import { currentClock } from '@/lib/messaging/current-clock';
import type { StepStates } from '@/lib/queries/use-step-states';
import { useWords } from '@/lib/queries/use-words';

const LONGEST = 1_000;
/** A step put off for longer than this is not wanted at all. */
const FURTHEST_DAYS = 366;

type StepWordsProps = { step: { id: string; title: string }; steps: StepStates };

/** What a rep may say of a step: done, not now, does not apply. */
export function StepWords({ step, steps }: StepWordsProps): JSX.Element {
  const { t } = useWords();
  const [asking, setAsking] = useState<'notNow' | 'doesNotApply' | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const say = (mark: StepMark): void => steps.say(step, mark);
  const close = (): void => {
    setAsking(null);
    first.current?.focus();
  };
  const ask = (what: 'notNow' | 'doesNotApply'): JSX.Element => (
    <button
      type="button"
      className="button small"
      aria-expanded={asking === what}
      aria-label={t('said.of', { what: t(`said.${what}`), step: step.title })}
      disabled={steps.pending}
      onClick={() => setAsking(asking === what ? null : what)}
    >
      {t(`said.${what}`)}
    </button>
  );
  return (
    <div className="step-words">
      <p className="buttons">
        <button
          ref={first}
          type="button"
          className="button small"
          aria-label={t('said.of', { what: t('said.done'), step: step.title })}
          disabled={steps.pending}
          onClick={() => say({ kind: 'done' })}
        >
          {t('said.done')}
        </button>
        {ask('notNow')}
        {ask('doesNotApply')}
      </p>
      {asking === 'notNow' && (
        <Asked onCancel={close}>
          <Snooze onPick={(until) => say({ kind: 'notNow', until })} />
        </Asked>
      )}
      {asking === 'doesNotApply' && (
        <Asked onCancel={close}>
          <Reason title={step.title} onCancel={close} onGive={(reason) => say({ kind: 'doesNotApply', reason })} />
        </Asked>
      )}
    </div>
  );
}

/** Escape leaves what is asked, and the focus goes back to the step's buttons. */
function Asked({ children, onCancel }: { children: ReactNode; onCancel: () => void }): JSX.Element {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    // The keys of the controls inside come up to here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it listens for its controls, and is none itself
    <div className="step-asked" onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

function Snooze({ onPick }: { onPick: (until: string) => void }): JSX.Element {
  const { t, day } = useWords();
  const { today } = currentClock();
  const { tomorrow, nextWeek } = snoozeDays(today);
  const [other, setOther] = useState('');
  const last = addDays(today, FURTHEST_DAYS) ?? today;
  const isDay = other >= tomorrow && other <= last;
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isDay) onPick(other);
  };
  return (
    <form className="snooze" onSubmit={submit}>
      <button type="button" className="button small" onClick={() => onPick(tomorrow)}>
        {t('said.tomorrow')}
      </button>
      {nextWeek > tomorrow && (
        <button type="button" className="button small" onClick={() => onPick(nextWeek)}>
          {t('said.nextWeek', { day: day(Date.parse(nextWeek)) })}
        </button>
      )}
      <label htmlFor={id}>{t('said.until')}</label>
      <input
        id={id}
        className="input small"
        type="date"
        min={tomorrow}
        max={last}
        value={other}
        onChange={(event) => setOther(event.target.value)}
      />
      <button type="submit" className="button small" disabled={!isDay}>
        {t('said.putOff')}
      </button>
    </form>
  );
}

type ReasonProps = { title: string; onGive: (reason: string) => void; onCancel: () => void };

function Reason({ title, onGive, onCancel }: ReasonProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const reason = field.current?.value.trim() ?? '';
    if (reason === '') return field.current?.focus();
    onGive(reason);
  };
  return (
    <form className="dispute-form" onSubmit={submit}>
      <label htmlFor={id}>{t('said.why', { step: title })}</label>
      <textarea id={id} ref={field} rows={2} maxLength={LONGEST} required />
      <p className="muted">{t('said.kept')}</p>
      <div className="dispute-actions">
        <button type="submit" className="small-button">
          {t('said.doesNotApply')}
        </button>
        <button type="button" className="link-button" onClick={onCancel}>
          {t('said.cancel')}
        </button>
      </div>
    </form>
  );
}
