import type { JSX } from 'react';
import type { Conflict } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import type { WriteEntry } from '@/lib/domain/writes';
import { fieldText, plural, valueText } from '../texts';
import { GuardedButton } from './guarded-button';

type WriteStatusProps = {
  entry: WriteEntry;
  labelOf: (field: FieldKey) => string;
  busy: boolean;
  onUndo: (writeId: string) => void;
  onRetry: () => void;
  onDrop: (writeId: string) => void;
  /** The user decides for his own values in these fields. */
  onInsist: (fields: readonly FieldKey[]) => void;
};

/** How the last write of this deal went, and what can be done about it. */
export function WriteStatus(props: WriteStatusProps): JSX.Element | null {
  const { entry, labelOf } = props;
  const { result, state } = entry;
  if (state === 'dropped' || result === null) return null;
  switch (result.kind) {
    case 'done':
      return <Done {...props} result={result} />;
    case 'conflict':
      return <ConflictTable {...props} conflicts={result.conflicts} />;
    case 'refused':
      return (
        <div className="notice" data-kind="broken" role="alert">
          <p>
            <strong>The CRM did not save it.</strong> <bdi>{result.message}</bdi>
          </p>
          <ul className="plain-list small">
            {Object.entries(result.fields).map(([field, words]) => (
              <li key={field}>
                {labelOf(field as FieldKey)}: <bdi>{words}</bdi>
              </li>
            ))}
          </ul>
          <p className="small">Nothing was lost: what you typed is still here.</p>
        </div>
      );
    case 'waiting':
      return (
        <div className="notice" role="status">
          <p>
            <strong>{plural(countOf(entry), 'change waits', 'changes wait')}.</strong> {result.message}
          </p>
          <p className="buttons">
            <GuardedButton className="button" onPress={props.onRetry} disabled={props.busy}>
              {props.busy ? 'Trying…' : 'Try again'}
            </GuardedButton>
            <button type="button" className="button" onClick={() => props.onDrop(entry.id)} disabled={props.busy}>
              Do not save
            </button>
          </p>
        </div>
      );
  }
}

type DoneResult = Extract<NonNullable<WriteEntry['result']>, { kind: 'done' }>;

function Done({ entry, result, labelOf, busy, onUndo }: WriteStatusProps & { result: DoneResult }): JSX.Element {
  const what = entry.undoes === null ? 'saved in the CRM' : 'put back as they were';
  return (
    <div className="notice" data-kind="good" role="status">
      <p>
        <strong>
          {entry.state === 'undone' ? 'Taken back.' : `${plural(countOf(entry), 'change', 'changes')} ${what}.`}
        </strong>{' '}
        {entry.state === 'done' && entry.edits.length > 0 && (
          <GuardedButton className="link-button" onPress={() => onUndo(entry.id)} disabled={busy}>
            {busy ? 'Undoing…' : 'Undo'}
          </GuardedButton>
        )}
      </p>
      {result.differs.map(({ field, shows }) => (
        <p key={field} className="small">
          {labelOf(field)}: the CRM now shows {fieldText(shows)}.
        </p>
      ))}
      {result.reload && <p className="small">The page shows it after a reload.</p>}
      {result.unproven.length > 0 && (
        <p className="small">Could not be read back here: {result.unproven.map(labelOf).join(', ')}.</p>
      )}
    </div>
  );
}

function ConflictTable({
  conflicts,
  entry,
  labelOf,
  busy,
  onInsist,
  onDrop,
}: WriteStatusProps & { conflicts: readonly Conflict[] }): JSX.Element {
  return (
    <div className="notice" role="alert">
      <p>
        <strong>Somebody changed this deal meanwhile.</strong> Nothing was written.
      </p>
      <table className="diff small">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">In the CRM</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ field, theirs, ours }) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              <td>{fieldText(theirs)}</td>
              <td>{ours === null ? 'empty' : valueText(ours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="buttons">
        <GuardedButton
          className="button"
          onPress={() => onInsist(conflicts.map((conflict) => conflict.field))}
          disabled={busy}
        >
          Write mine
        </GuardedButton>
        <button type="button" className="button" onClick={() => onDrop(entry.id)} disabled={busy}>
          Keep theirs
        </button>
      </p>
    </div>
  );
}

function countOf({ edits, task }: WriteEntry): number {
  return edits.length + (task === undefined ? 0 : 1);
}
