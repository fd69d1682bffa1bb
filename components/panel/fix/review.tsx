import { useEffect, type JSX } from 'react';
import type { Edit } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import { useWords } from '@/lib/queries/use-words';
import { fieldText, valueText } from '../texts';
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
  const words = useWords();
  const { t } = words;
  useEscape(onBack);
  return (
    <section className="review" aria-label={t('fix.review.label')}>
      <p className="review-title">{t('fix.review.title', { count: edits.length })}</p>
      <table className="diff small">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('fix.review.field')}</th>
            <th scope="col">{t('fix.review.now')}</th>
            <th scope="col">{t('fix.review.new')}</th>
          </tr>
        </thead>
        <tbody>
          {edits.map(({ field, from, to }) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              <td>
                <del>{fieldText(words, from)}</del>
              </td>
              <td>
                <ins>{to === null ? t('panel.value.empty') : valueText(words, to)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unsaved && (
        <p className="small problem" role="note">
          {t('fix.review.unsaved')}
        </p>
      )}
      <p className="buttons">
        <GuardedButton className="button primary" onPress={onSave} disabled={busy || unsaved} main>
          {t(busy ? 'fix.review.saving' : 'fix.review.save')}
        </GuardedButton>
        <button type="button" className="button" onClick={onBack} disabled={busy}>
          {t('fix.review.back')}
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
