import type { JSX } from 'react';
import type { RawField } from '@/lib/domain/raw-reading';
import type { FieldRow } from './pick-fields';

const HOW = { attribute: 'by the name the page gives it', label: 'by its visible label', id: 'by its id' } as const;

type PickedFieldProps = { row: FieldRow; onPick: () => void; onChange: (row: FieldRow) => void };

/** One field: the button that leads to the page, what is read there, and how it is found. */
export function PickedField({ row, onPick, onChange }: PickedFieldProps): JSX.Element {
  const tried = row.tried[row.chosen];
  return (
    <li data-field={row.key}>
      <span className="field-name">{row.label}</span>
      <span className="field-reads">
        {tried ? readsText(tried.reads) : <span className="muted">not picked yet</span>}
      </span>
      <button type="button" className="button" onClick={onPick}>
        {tried ? 'Pick again' : 'Pick on the page'}
        <span className="visually-hidden"> {row.label}</span>
      </button>
      {tried && (
        <label className="field-how small">
          Found{' '}
          <select
            value={row.chosen}
            aria-label={`How ${row.label} is found`}
            onChange={(event) => onChange({ ...row, chosen: Number(event.target.value) })}
          >
            {row.tried.map(({ proposal }, at) => (
              <option key={JSON.stringify(proposal.locator)} value={at}>
                {HOW[proposal.how]}: {proposal.locator.css ?? proposal.locator.labels?.join(', ')}
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
  const by = name ? ` and crm: { <adapter id>: ${name} }` : '';
  return (
    <p className="field-how muted small">
      In the rule pack: a field with the label “{row.label}”{by}.
    </p>
  );
}

function readsText(reads: RawField): JSX.Element {
  if (reads.state === 'value') return <q>{reads.text.slice(0, 120)}</q>;
  return <span className="muted">{reads.state === 'empty' ? 'empty' : 'could not be read'}</span>;
}
