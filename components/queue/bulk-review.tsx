import type { JSX } from 'react';
import { GuardedButton } from '@/components/panel/fix/guarded-button';
import { fieldAfter, type Edit } from '@/lib/domain/edits';
import type { BulkChange, BulkWay } from '@/lib/queries/use-bulk';
import { useWords } from '@/lib/queries/use-words';
import { fieldText } from './texts';

type BulkReviewProps = {
  edits: readonly (BulkChange & { edit: Edit | null })[];
  way: BulkWay;
  busy: boolean;
  onSave: () => void;
  onBack: () => void;
};

/** What would be written, deal by deal, before anything is. */
export function BulkReview({ edits, way, busy, onSave, onBack }: BulkReviewProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const label = way === 'page' ? 'queue.bulk.prepare' : 'queue.bulk.save';
  return (
    <>
      <table className="diff small">
        <thead>
          <tr>
            <th scope="col">{t('queue.bulk.deal')}</th>
            <th scope="col">{t('queue.bulk.now')}</th>
            <th scope="col">{t('queue.bulk.new')}</th>
          </tr>
        </thead>
        <tbody>
          {edits.map(({ dealId, name, held, edit }) => (
            <tr key={dealId}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>
                <del>{fieldText(held, words)}</del>
              </td>
              <td>{edit && <ins>{fieldText(fieldAfter(edit), words)}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="buttons">
        <GuardedButton className="button primary" onPress={onSave} disabled={busy || way === undefined} main>
          {t(label, { count: edits.length })}
        </GuardedButton>
        <button type="button" className="button" onClick={onBack} disabled={busy}>
          {t('queue.bulk.edit')}
        </button>
      </p>
    </>
  );
}
