import { useState, type JSX } from 'react';
import { undoEdits } from '@/lib/domain/batch';
import type { WriteEntry } from '@/lib/domain/writes';
import type { Fixing } from '@/lib/queries/use-fixing';
import { mark, Rich } from '@/components/ui/rich';
import { useWords } from '@/lib/queries/use-words';
import { fieldText, valueText } from '../texts';
import { BatchUndo } from './batch-undo';
import { GuardedButton } from './guarded-button';

type EarlierWritesProps = { entries: readonly WriteEntry[]; fixing: Fixing };

/** What was saved on this deal before the last time, each with its way back. What came to nothing is left out. */
export function EarlierWrites({ entries, fixing }: EarlierWritesProps): JSX.Element | null {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const saved = entries.filter(({ state }) => state === 'done' || state === 'undone');
  if (saved.length === 0) return null;
  return (
    <details className="more small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="muted">{t('fix.earlier.count', { count: saved.length })}</summary>
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
  const words = useWords();
  const { t, rich } = words;
  const day = words.day(entry.madeAt);
  const kind = entry.undoes !== null ? 'undo' : entry.state === 'undone' ? 'undone' : 'plain';
  return (
    <li>
      <p>
        <span className="muted">{t(`fix.earlier.${kind}`, { day })}</span>{' '}
        {entry.state === 'done' && undoEdits(entry).length > 0 && (
          <GuardedButton
            className="link-button"
            onPress={() => void writes.undo(entry.id).catch(() => undefined)}
            disabled={writes.busy}
          >
            {t('fix.undo')}
          </GuardedButton>
        )}
      </p>
      {entry.edits.map(({ field, from, to }) => (
        <p key={field}>
          {words.said(labelOf(field))}: <del>{fieldText(words, before[field] ?? from)}</del>{' '}
          <ins>{to === null ? t('panel.value.empty') : valueText(words, to)}</ins>
        </p>
      ))}
      {entry.task && (
        <p>
          <Rich parts={rich('fix.earlier.task', { subject: entry.task.subject, bdi: mark('bdi') })} />
        </p>
      )}
      {entry.batch !== undefined && <BatchUndo batch={entry.batch} />}
    </li>
  );
}
