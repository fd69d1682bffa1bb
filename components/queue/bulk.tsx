import { useId, useMemo, useState, type JSX } from 'react';
import type { FieldKey } from '@/lib/domain/fields';
import { useBulk } from '@/lib/queries/use-bulk';
import type { QueueAnswer } from '@/lib/queries/use-queue';
import { useWords } from '@/lib/queries/use-words';
import { BulkOutcome } from './bulk-outcome';
import { BulkReview } from './bulk-review';
import { BulkTable } from './bulk-table';
import type { QueueRow } from './texts';

type BulkProps = {
  tenant: string;
  groups: QueueAnswer['groups'];
  open: (dealId: string) => void;
  onBack: () => void;
};

/** Fields that are a gap on several deals, those of most deals first. */
function fieldsOf(groups: QueueAnswer['groups']): { field: FieldKey; label: string; rows: QueueRow[] }[] {
  const fields = new Map<FieldKey, { field: FieldKey; label: string; rows: QueueRow[] }>();
  for (const row of groups.flatMap((group) => group.rows)) {
    for (const { field, label } of row.gaps) {
      const known = fields.get(field) ?? { field, label, rows: [] };
      known.rows.push(row);
      fields.set(field, known);
    }
  }
  return [...fields.values()].toSorted((a, b) => b.rows.length - a.rows.length);
}

/** One field of many deals: values are typed, seen as a difference, and then saved in one go that can be taken back. */
export function Bulk({ tenant, groups, open, onBack }: BulkProps): JSX.Element {
  const { t } = useWords();
  const id = useId();
  // What is fixed leaves the queue; the table stays as it was until it is left.
  const [fields] = useState(() => fieldsOf(groups));
  const [chosen, setChosen] = useState<FieldKey | null>(fields[0]?.field ?? null);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [reviewing, setReviewing] = useState(false);
  const bulk = useBulk(tenant, chosen);
  const of = fields.find(({ field }) => field === chosen);
  const changes = useMemo(
    () =>
      (of?.rows ?? []).flatMap((row) => {
        const gap = row.gaps.find(({ field }) => field === chosen);
        const text = texts[row.dealId] ?? '';
        return gap ? [{ dealId: row.dealId, name: row.name, held: gap.held, text, fill: gap.fill }] : [];
      }),
    [of, chosen, texts],
  );
  const filled = chosen === null ? [] : changes.filter((change) => bulk.editOf(chosen, change) !== null);
  const over = bulk.batch !== null || bulk.prepared !== null;
  return (
    <section className="bulk" aria-label={t('queue.bulk.start')}>
      <p>
        <button type="button" className="link-button" onClick={onBack}>
          {t('queue.bulk.back')}
        </button>
      </p>
      {!over && (
        <p className="queue-who">
          <label htmlFor={id}>{t('queue.bulk.field')}</label>
          <select
            id={id}
            className="input"
            value={chosen ?? ''}
            onChange={(event) => {
              setChosen(event.target.value as FieldKey); // one of the options below
              setTexts({});
              setReviewing(false);
            }}
          >
            {fields.map(({ field, label, rows }) => (
              <option key={field} value={field}>
                {t('queue.bulk.choice', { field: label, count: rows.length })}
              </option>
            ))}
          </select>
        </p>
      )}
      {over && <BulkOutcome batch={bulk.batch} prepared={bulk.prepared} open={open} />}
      {!over && bulk.way === 'none' && <p className="notice">{t('queue.bulk.none')}</p>}
      {!over && bulk.way === 'page' && <p className="notice">{t('queue.bulk.pageOnly')}</p>}
      {!over && of && chosen !== null && bulk.way !== 'none' && !reviewing && (
        <BulkTable
          field={of}
          type={bulk.typeOf(chosen)}
          changes={changes}
          ready={filled.length}
          onText={(dealIds, text) =>
            setTexts((now) => ({ ...now, ...Object.fromEntries(dealIds.map((dealId) => [dealId, text(dealId)])) }))
          }
          onReview={() => setReviewing(true)}
        />
      )}
      {!over && chosen !== null && reviewing && (
        <BulkReview
          edits={filled.map((change) => ({ ...change, edit: bulk.editOf(chosen, change) }))}
          way={bulk.way}
          busy={bulk.busy}
          onSave={() => (bulk.way === 'api' ? bulk.save(chosen, filled) : bulk.prepare(chosen, filled))}
          onBack={() => setReviewing(false)}
        />
      )}
      {bulk.problem !== null && (
        <p className="notice" role="alert">
          {bulk.problem}
        </p>
      )}
    </section>
  );
}
