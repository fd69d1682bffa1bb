import type { JSX } from 'react';
import type { RawField } from '@/lib/domain/raw-reading';
import { useWords } from '@/lib/queries/use-words';
import type { FieldRow } from './pick-fields';

type PickedFieldProps = { row: FieldRow; onPick: () => void; onChange: (row: FieldRow) => void };

/** One field: the button that leads to the page, what is read there, and how it is found. */
export function PickedField({ row, onPick, onChange }: PickedFieldProps): JSX.Element {
  const { t, list, said } = useWords();
  const tried = row.tried[row.chosen];
  const field = said(row.label);
  return (
    <li data-field={row.key}>
      <span className="field-name">{field}</span>
      <span className="field-reads">
        {tried ? <Reads reads={tried.reads} /> : <span className="muted">{t('crms.pick.notYet')}</span>}
      </span>
      <button type="button" className="button" onClick={onPick}>
        {tried ? t('crms.pick.again') : t('crms.pick.onPage')}
        <span className="visually-hidden"> {field}</span>
      </button>
      {tried && (
        <label className="field-how small">
          {t('crms.pick.found')}{' '}
          <select
            value={row.chosen}
            aria-label={t('crms.pick.how', { field })}
            onChange={(event) => onChange({ ...row, chosen: Number(event.target.value) })}
          >
            {row.tried.map(({ proposal }, at) => (
              <option key={JSON.stringify(proposal.locator)} value={at}>
                {t(`crms.pick.how.${proposal.how}`, {
                  locator: proposal.locator.css ?? list(proposal.locator.labels ?? []),
                })}
              </option>
            ))}
          </select>
        </label>
      )}
      {row.key === 'own' && tried && <OwnField row={row} name={tried.proposal.name} />}
    </li>
  );
}

/** An adapter knows no team's own fields: the pack names them, and the adapter's template finds them. */
function OwnField({ row, name }: { row: FieldRow; name: string | undefined }): JSX.Element {
  const { t } = useWords();
  const field = row.label;
  return (
    <p className="field-how muted small">
      {name ? t('crms.pick.inPackBy', { field, code: `{ <adapter id>: ${name} }` }) : t('crms.pick.inPack', { field })}
    </p>
  );
}

function Reads({ reads }: { reads: RawField }): JSX.Element {
  const { t } = useWords();
  if (reads.state === 'value') return <q>{reads.text.slice(0, 120)}</q>;
  return <span className="muted">{reads.state === 'empty' ? t('crms.pick.empty') : t('crms.pick.unread')}</span>;
}
