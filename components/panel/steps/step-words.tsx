import { useId, useRef, useState, type FormEvent, type JSX, type KeyboardEvent, type ReactNode } from 'react';
import { addDays } from '@/lib/domain/calendar';
import { snoozeDays, type StepMark } from '@/lib/domain/step-states';
import { currentClock } from '@/lib/messaging/current-clock';
import type { StepStates } from '@/lib/queries/use-step-states';
import { Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { dateText } from '../texts';

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
      aria-label={t(`steps.${what}.named`, { title: step.title })}
      disabled={steps.pending}
      onClick={() => setAsking(asking === what ? null : what)}
    >
      {t(`steps.${what}`)}
    </button>
  );
  return (
    <div className="step-words">
      <p className="buttons">
        <button
          ref={first}
          type="button"
          className="button small"
          aria-label={t('steps.done.named', { title: step.title })}
          disabled={steps.pending}
          onClick={() => say({ kind: 'done' })}
        >
          {t('steps.done')}
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
  const words = useWords();
  const { t, rich } = words;
  const quiet = (parts: ReactNode[]): ReactNode => <span className="muted">{parts}</span>;
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
        {t('steps.snooze.tomorrow')}
      </button>
      {nextWeek > tomorrow && (
        <button type="button" className="button small" onClick={() => onPick(nextWeek)}>
          <Rich parts={rich('steps.snooze.nextWeek', { day: dateText(words, nextWeek), quiet })} />
        </button>
      )}
      <label htmlFor={id}>{t('steps.snooze.until')}</label>
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
        {t('steps.snooze.submit')}
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
      <label htmlFor={id}>{t('steps.reason.why', { title })}</label>
      <textarea id={id} ref={field} rows={2} maxLength={LONGEST} required />
      <p className="muted">{t('steps.reason.note')}</p>
      <div className="dispute-actions">
        <button type="submit" className="small-button">
          {t('steps.doesNotApply')}
        </button>
        <button type="button" className="link-button" onClick={onCancel}>
          {t('steps.cancel')}
        </button>
      </div>
    </form>
  );
}
