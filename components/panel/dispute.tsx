import { useContext, useEffect, useId, useRef, useState, type FormEvent, type JSX } from 'react';
import { useDispute, type DisputeState, type Flag } from '@/lib/queries/use-disputes';
import { useWords } from '@/lib/queries/use-words';
import { DealContext, SeenContext } from './deal-context';

const LONGEST = 1_000;

/** Lets the rep object to a signal, criterion or gap, with a reason; shows the objection while it stands. */
export function Dispute({ kind, id, title, claim = 'none' }: DisputeProps): JSX.Element | null {
  const open = useContext(DealContext);
  const seen = useContext(SeenContext);
  // Until the page was read, what was last said is shown: with what stands against it, but nothing new is asked.
  const shown = open === null ? seen : { tenant: open.tenant, assessment: open.assessed.assessment };
  if (shown === null) return null;
  const { dealId, pack, snapshotHash, stage } = shown.assessment;
  if (stage.state === 'closed') return null; // its end is known: nothing is left to dispute
  const flag = { dealId, packHash: pack.hash, snapshotHash, kind, id, title, claim };
  return <Control tenant={shown.tenant} flag={flag} known={open !== null} />;
}

type DisputeProps = Pick<Flag, 'kind' | 'id' | 'title'> & { claim?: Flag['claim'] };

type ControlProps = { tenant: string; flag: Flag; known: boolean };

function Control({ tenant, flag, known }: ControlProps): JSX.Element | null {
  const { t } = useWords();
  const state = useDispute(tenant, flag);
  const [asking, setAsking] = useState(false);
  const { standing, problem } = state;
  // The keyboard goes into the form and comes back to where it was.
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current && !asking) button.current?.focus();
    asked.current = asking;
  }, [asking]);
  if (standing === null && !known) return null;
  return (
    <div className="dispute small">
      {standing !== null && <Standing state={state} title={flag.title} />}
      {standing === null && !asking && (
        <button
          ref={button}
          type="button"
          className="link-button"
          aria-label={t('panel.dispute.openNamed', { title: flag.title })}
          onClick={() => setAsking(true)}
        >
          {t('panel.dispute.open')}
        </button>
      )}
      {standing === null && asking && <Ask state={state} flag={flag} onDone={() => setAsking(false)} />}
      {problem !== null && (
        <p className="dispute-problem" role="alert">
          {t('panel.dispute.problem', { problem })}
        </p>
      )}
    </div>
  );
}

function Standing({ state, title }: { state: DisputeState; title: string }): JSX.Element {
  const { t } = useWords();
  return (
    <p role="status">
      <span className="tag tag-disputed">{t('panel.dispute.disputed')}</span> <bdi>{state.standing?.reason}</bdi>{' '}
      <button
        type="button"
        className="link-button"
        disabled={state.pending}
        aria-label={t('panel.dispute.withdrawNamed', { title })}
        onClick={state.withdraw}
      >
        {t('panel.dispute.withdraw')}
      </button>
    </p>
  );
}

type AskProps = { state: DisputeState; flag: Flag; onDone: () => void };

function Ask({ state, flag, onDone }: AskProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const reason = field.current?.value.trim() ?? '';
    if (reason === '') return field.current?.focus();
    state.dispute(reason);
    onDone();
  };
  return (
    <form className="dispute-form" onSubmit={submit}>
      <label htmlFor={id}>
        {t(flag.kind === 'gap' ? 'panel.dispute.whyGap' : 'panel.dispute.whyFlag', { title: flag.title })}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={2}
        maxLength={LONGEST}
        required
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <p className="muted">{t('panel.dispute.note')}</p>
      <div className="dispute-actions">
        <button type="submit" className="small-button" disabled={state.pending}>
          {t('panel.dispute.submit')}
        </button>
        <button type="button" className="link-button" onClick={onDone}>
          {t('panel.dispute.cancel')}
        </button>
      </div>
    </form>
  );
}
