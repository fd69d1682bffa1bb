import { useId, type JSX, type KeyboardEvent } from 'react';
import { fieldOf } from '@/lib/domain/deal';
import type { FieldKey, FieldType } from '@/lib/domain/fields';
import { plainText } from '@/lib/domain/write-text';
import type { Words } from '@/lib/i18n/words';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';
import { valueText } from '../texts';
import { ChoiceList, NotAnOption } from './choice-list';
import { LookupInput } from './lookup-input';
import { proposalText } from './proposal-text';

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
  const words = useWords();
  const id = useId();
  const type = fixing.typeOf(field);
  const text = fixing.draft[field]?.text ?? '';
  const proposal = fixing.proposalFor(field);
  const searched = fixing.canSearch(field);
  const choices = fixing.choicesFor(field);
  const problem = problemOf(words, type, fixing.pending.problems[field], refusal);
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
  const disabled = !from || fixing.writes.busy;
  const placeholder = from?.state === 'value' ? valueText(words, from.value) : '';
  const describedBy = problem === undefined ? undefined : `${id}-problem`;
  return (
    <div className="control">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      {searched ? (
        <LookupInput
          {...{ field, label, id, text, disabled, placeholder, describedBy }}
          near={choices}
          invalid={problem !== undefined}
          onText={set}
          onKey={onKeyDown}
        />
      ) : (
        <input
          {...INPUT[type]}
          {...{ id, disabled, placeholder }}
          className="input"
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={describedBy}
          autoComplete="off"
          list={choices ? `${id}-choices` : undefined}
          onChange={(event) => set(event.target.value)}
          onKeyDown={onKeyDown}
        />
      )}
      {proposal && text === '' && (
        <button type="button" className="proposal small" onClick={take} disabled={disabled}>
          <strong>{valueText(words, proposal.value)}</strong>{' '}
          <span className="muted">{proposalText(proposal, words)}</span>
        </button>
      )}
      {choices && !searched && <ChoiceList id={`${id}-choices`} choices={choices} />}
      {problem === undefined && <NotAnOption text={text} choices={searched ? null : choices} />}
      {fixing.isRole(field) && text !== '' && (
        <p id={`${id}-role`} className="small muted">
          {words.t('proposal.asRole', { role: label })}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="small problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** What to type instead, by the field's type; else what the CRM said of it. */
function problemOf(
  { t, said, number }: Words,
  type: FieldType,
  unreadable: string | undefined,
  refusal: string | undefined,
): string | undefined {
  if (unreadable === undefined) return refusal === undefined ? undefined : said(refusal);
  switch (type) {
    case 'number':
      return t('fix.instead.number', { example: number(3.5) });
    case 'percent':
      return t('fix.instead.percent', { example: 40 });
    case 'money':
      return t('fix.instead.money', { example: 25_000 });
    case 'text':
    case 'longText':
    case 'picklist':
    case 'date':
    case 'instant':
      return t(`fix.instead.${type}`);
  }
}

/**
 * The next control of the form; after the last one, the button that shows the changes. At once, as the next key may be on its way and
 * belongs there; but with the first change of a deal the button is yet to be rendered.
 */
function focusNext(element: HTMLInputElement): void {
  if (!focusAfter(element)) requestAnimationFrame(() => focusAfter(element));
}

function focusAfter(element: HTMLInputElement): boolean {
  const controls = [...document.querySelectorAll<HTMLElement>('.control .input, .fix-bar .primary')];
  const next = controls[controls.indexOf(element) + 1];
  next?.focus();
  return next !== undefined;
}
