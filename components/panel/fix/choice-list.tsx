import type { JSX } from 'react';
import type { FieldChoices } from '@/lib/queries/use-proposals';
import { useWords } from '@/lib/queries/use-words';

type ChoiceListProps = { id: string; choices: FieldChoices };

/** What may be chosen in a control, as the browser's own list: it filters as one types. */
export function ChoiceList({ id, choices: { values } }: ChoiceListProps): JSX.Element {
  return (
    <datalist id={id}>
      {values.map(({ value, note }) => (
        <option key={value} value={value}>
          {note === '' ? value : `${value}, ${note}`}
        </option>
      ))}
    </datalist>
  );
}

/** Said as soon as it is typed, not when the CRM refuses it: only where the list is the CRM's own. */
export function NotAnOption({ text, choices }: { text: string; choices: FieldChoices | null }): JSX.Element | null {
  const { t } = useWords();
  const typed = text.trim().toLowerCase();
  if (!choices?.own || typed === '' || choices.values.some(({ value }) => value.toLowerCase().startsWith(typed)))
    return null;
  return (
    <p className="small problem" role="status">
      {t('proposal.notAnOption')}
    </p>
  );
}
