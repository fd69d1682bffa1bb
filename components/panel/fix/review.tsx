import { useEffect, type JSX } from 'react';
import type { Edit } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import { fieldText, plural, valueText } from '../texts';
import { GuardedButton } from './guarded-button';

type ReviewProps = {
  edits: readonly Edit[];
  labelOf: (field: FieldKey) => string;
  busy: boolean;
  /** The CRM's own form has unsaved edits. */
  unsaved: boolean;
  onSave: () => void;
  onBack: () => void;
};

/** What would be written, field by field, before anything is: from what it is to what it will be. */
export function Review({ edits, labelOf, busy, unsaved, onSave, onBack }: ReviewProps): JSX.Element {
  useEscape(onBack);
  return (
    <section className="review" aria-label="Changes to save">
      <p className="review-title">{plural(edits.length, 'change', 'changes')} to save in the CRM</p>
      <table className="diff small">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Now</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          {edits.map(({ field, from, to }) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              <td>
                <del>{fieldText(from)}</del>
              </td>
              <td>
                <ins>{to === null ? 'empty' : valueText(to)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unsaved && (
        <p className="small problem" role="note">
          The CRM’s own form has unsaved edits. Save or discard them there first.
        </p>
      )}
      <p className="buttons">
        <GuardedButton className="button primary" onPress={onSave} disabled={busy || unsaved} main>
          {busy ? 'Saving…' : 'Save to the CRM'}
        </GuardedButton>
        <button type="button" className="button" onClick={onBack} disabled={busy}>
          Back
        </button>
      </p>
    </section>
  );
}

function useEscape(callback: () => void): void {
  useEffect(() => {
    const stop = new AbortController();
    window.addEventListener('keydown', (event) => event.key === 'Escape' && callback(), { signal: stop.signal });
    return () => stop.abort();
  }, [callback]);
}
