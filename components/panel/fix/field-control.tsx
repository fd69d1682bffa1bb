import { useId, type JSX, type KeyboardEvent } from 'react';
import { fieldOf } from '@/lib/domain/deal';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { plainText } from '@/lib/domain/write-text';
import type { Fixing } from '@/lib/queries/use-fixing';
import { valueText } from '../texts';

const INPUT: Readonly<Record<FieldType, { type: string; inputMode?: 'decimal' }>> = {
  text: { type: 'text' },
  longText: { type: 'text' },
  picklist: { type: 'text' },
  number: { type: 'text', inputMode: 'decimal' },
  percent: { type: 'text', inputMode: 'decimal' },
  money: { type: 'text', inputMode: 'decimal' },
  date: { type: 'date' },
  instant: { type: 'datetime-local' },
};

type FieldControlProps = {
  field: FieldKey;
  label: string;
  fixing: Fixing;
  /** Ctrl or Cmd with Enter. */
  onDone: () => void;
  /** The CRM's own words about this field, from the last try. */
  refusal: string | undefined;
};

/** One field's control, with a proposed value where there is one: Enter takes it and moves on. */
export function FieldControl({ field, label, fixing, onDone, refusal }: FieldControlProps): JSX.Element {
  const id = useId();
  const type = fixing.typeOf(field);
  const text = fixing.draft[field]?.text ?? '';
  const proposal = fixing.proposalFor(field);
  const problem = fixing.pending.problems[field] ?? refusal;
  const from = fixing.deal ? fieldOf(fixing.deal, field) : null;
  const set = (next: string): void => {
    if (from) fixing.type(field, next, from);
  };
  const take = (): void => {
    if (proposal) set(plainText(proposal.value));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return onDone();
    if (text === '') take();
    focusNext(event.currentTarget);
  };
  return (
    <div className="control">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <input
        {...INPUT[type]}
        id={id}
        className="input"
        value={text}
        disabled={!from || fixing.writes.busy}
        placeholder={from?.state === 'value' ? valueText(from.value) : ''}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        autoComplete="off"
        onChange={(event) => set(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {proposal && text === '' && (
        <button type="button" className="proposal small" onClick={take} disabled={!from || fixing.writes.busy}>
          <strong>{valueText(proposal.value)}</strong> <span className="muted">{proposal.because}</span>
        </button>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="small problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The next control of the form; after the last one, the button that shows the changes. */
function focusNext(element: HTMLInputElement): void {
  const controls = [...document.querySelectorAll<HTMLElement>('.control .input, .fix-bar .primary')];
  controls[controls.indexOf(element) + 1]?.focus();
}
