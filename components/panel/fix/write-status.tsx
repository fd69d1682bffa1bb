import { useEffect, useRef, type JSX } from 'react';
import type { Conflict } from '@/lib/domain/edits';
import type { FieldKey } from '@/lib/domain/fields';
import type { WriteEntry } from '@/lib/domain/writes';
import { useWords } from '@/lib/queries/use-words';
import { fieldText, valueText } from '../texts';
import { BatchUndo } from './batch-undo';
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
  const { t, said } = useWords();
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
            <strong>{t('fix.refused')}</strong> <bdi>{said(result.message)}</bdi>
          </p>
          <ul className="plain-list small">
            {Object.entries(result.fields).map(([field, words]) => (
              <li key={field}>
                {labelOf(field as FieldKey)}: <bdi>{said(words)}</bdi>
              </li>
            ))}
          </ul>
          <p className="small">{t('fix.kept')}</p>
        </div>
      );
    case 'waiting':
      return (
        <div className="notice" role="status">
          <p>
            <strong>{t('fix.waiting', { count: countOf(entry) })}</strong> {said(result.message)}
          </p>
          <p className="buttons">
            <GuardedButton className="button" onPress={props.onRetry} disabled={props.busy}>
              {t(props.busy ? 'fix.trying' : 'fix.tryAgain')}
            </GuardedButton>
            <button type="button" className="button" onClick={() => props.onDrop(entry.id)} disabled={props.busy}>
              {t('fix.doNotSave')}
            </button>
          </p>
        </div>
      );
  }
}

type DoneResult = Extract<NonNullable<WriteEntry['result']>, { kind: 'done' }>;

function Done({ entry, result, labelOf, busy, onUndo }: WriteStatusProps & { result: DoneResult }): JSX.Element {
  const words = useWords();
  const { t, list } = words;
  const ended = t(entry.undoes === null ? 'fix.saved' : 'fix.putBack', { count: countOf(entry) });
  return (
    <div className="notice" data-kind="good" role="status">
      <p>
        <strong>{entry.state === 'undone' ? t('fix.takenBack') : ended}</strong>{' '}
        {entry.state === 'done' && entry.edits.length > 0 && (
          <GuardedButton className="link-button" onPress={() => onUndo(entry.id)} disabled={busy}>
            {t(busy ? 'fix.undoing' : 'fix.undo')}
          </GuardedButton>
        )}
      </p>
      {result.differs.map(({ field, shows }) => (
        <p key={field} className="small">
          {t('fix.differs', { field: labelOf(field), value: fieldText(words, shows) })}
        </p>
      ))}
      {result.reload && <p className="small">{t('fix.reload')}</p>}
      {result.unproven.length > 0 && (
        <p className="small">{t('fix.unproven', { fields: list(result.unproven.map(labelOf)) })}</p>
      )}
      {entry.batch !== undefined && <BatchUndo batch={entry.batch} />}
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
  const words = useWords();
  const { t } = words;
  const notice = useRef<HTMLDivElement>(null);
  // Its button is inert out of view or under the form's footer, and nothing goes on before it is decided.
  useEffect(() => {
    notice.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <div ref={notice} className="notice" role="alert">
      <p>
        <strong>{t('fix.conflict')}</strong> {t('fix.nothingWritten')}
      </p>
      <table className="diff small">
        <thead>
          <tr>
            <th scope="col">{t('fix.review.field')}</th>
            <th scope="col">{t('fix.conflict.theirs')}</th>
            <th scope="col">{t('fix.conflict.ours')}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ field, theirs, ours }) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              <td>{fieldText(words, theirs)}</td>
              <td>{ours === null ? t('panel.value.empty') : valueText(words, ours)}</td>
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
          {t('fix.writeMine')}
        </GuardedButton>
        <button type="button" className="button" onClick={() => onDrop(entry.id)} disabled={busy}>
          {t('fix.keepTheirs')}
        </button>
      </p>
    </div>
  );
}

function countOf({ edits, task }: WriteEntry): number {
  return edits.length + (task === undefined ? 0 : 1);
}
