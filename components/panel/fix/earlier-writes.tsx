import { useState, type JSX } from 'react';
import { undoEdits } from '@/lib/domain/batch';
import type { WriteEntry } from '@/lib/domain/writes';
import type { Fixing } from '@/lib/queries/use-fixing';
import { dayText, fieldText, plural, valueText } from '../texts';
import { BatchUndo } from './batch-undo';
import { GuardedButton } from './guarded-button';

const STATES: Readonly<Partial<Record<WriteEntry['state'], string>>> = { undone: 'taken back' };

type EarlierWritesProps = { entries: readonly WriteEntry[]; fixing: Fixing };

/** What was saved on this deal before the last time, each with its way back. What came to nothing is left out. */
export function EarlierWrites({ entries, fixing }: EarlierWritesProps): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const saved = entries.filter(({ state }) => state === 'done' || state === 'undone');
  if (saved.length === 0) return null;
  return (
    <details className="more small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="muted">{plural(saved.length, 'earlier save', 'earlier saves')}</summary>
      {open && (
        <ul className="plain-list earlier">
          {saved.map((entry) => (
            <Earlier key={entry.id} entry={entry} fixing={fixing} />
          ))}
        </ul>
      )}
    </details>
  );
}

function Earlier({ entry, fixing: { labelOf, writes } }: { entry: WriteEntry; fixing: Fixing }): JSX.Element {
  const before = entry.result?.kind === 'done' ? entry.result.before : {};
  const said = entry.undoes === null ? (STATES[entry.state] ?? '') : 'an undo';
  return (
    <li>
      <p>
        <span className="muted">
          {dayText(entry.madeAt)}
          {said && ` – ${said}`}
        </span>{' '}
        {entry.state === 'done' && undoEdits(entry).length > 0 && (
          <GuardedButton
            className="link-button"
            onPress={() => void writes.undo(entry.id).catch(() => undefined)}
            disabled={writes.busy}
          >
            Undo
          </GuardedButton>
        )}
      </p>
      {entry.edits.map(({ field, from, to }) => (
        <p key={field}>
          {labelOf(field)}: <del>{fieldText(before[field] ?? from)}</del>{' '}
          <ins>{to === null ? 'empty' : valueText(to)}</ins>
        </p>
      ))}
      {entry.task && (
        <p>
          Task: <bdi>{entry.task.subject}</bdi>
        </p>
      )}
      {entry.batch !== undefined && <BatchUndo batch={entry.batch} />}
    </li>
  );
}
