import { useId, useState, type JSX } from 'react';
import type { FieldType } from '@/lib/domain/fields';
import { plainText } from '@/lib/domain/write-text';
import type { BulkChange } from '@/lib/queries/use-bulk';
import { useWords } from '@/lib/queries/use-words';
import { fieldText, type QueueRow } from './texts';

type Change = BulkChange & { fill: QueueRow['gaps'][number]['fill'] | undefined };

type BulkTableProps = {
  field: { label: string };
  type: FieldType;
  changes: readonly Change[];
  /** How many of them have a value that can be saved. */
  ready: number;
  onText: (dealIds: readonly string[], text: (dealId: string) => string) => void;
  onReview: () => void;
};

const KIND: Readonly<Partial<Record<FieldType, string>>> = { date: 'date', instant: 'datetime-local' };

/** The deals with the gap, each with its value to be: one for all, each deal's own proposal, or typed. */
export function BulkTable({ field, type, changes, ready, onText, onReview }: BulkTableProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [all, setAll] = useState('');
  const proposed = new Map(changes.flatMap(({ dealId, fill }) => (fill ? [[dealId, plainText(fill.value)]] : [])));
  const ids = changes.map(({ dealId }) => dealId);
  const kind = KIND[type] ?? 'text';
  return (
    <>
      <p className="queue-who">
        <label htmlFor={id}>{t('queue.bulk.all')}</label>
        <input id={id} className="input" type={kind} value={all} onChange={(event) => setAll(event.target.value)} />
        <button type="button" className="button" disabled={all === ''} onClick={() => onText(ids, () => all)}>
          {t('queue.bulk.apply')}
        </button>
        {proposed.size > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => onText([...proposed.keys()], (dealId) => proposed.get(dealId) ?? '')}
          >
            {t('queue.bulk.proposals', { count: words.number(proposed.size) })}
          </button>
        )}
      </p>
      <table className="bulk-table small">
        <thead>
          <tr>
            <th scope="col">{t('queue.bulk.deal')}</th>
            <th scope="col">{t('queue.bulk.now')}</th>
            <th scope="col">{t('queue.bulk.new')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ dealId, name, held, text, fill }) => (
            <tr key={dealId}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>{fieldText(held, words)}</td>
              <td>
                <input
                  className="input"
                  type={kind}
                  aria-label={t('queue.bulk.newFor', { field: field.label, deal: name })}
                  value={text}
                  onChange={(event) => onText([dealId], () => event.target.value)}
                />
                {fill && text === plainText(fill.value) && <span className="muted">{fill.because}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="buttons">
        <button type="button" className="button primary" disabled={ready === 0} onClick={onReview}>
          {t('queue.bulk.review', { count: ready })}
        </button>
      </p>
    </>
  );
}
