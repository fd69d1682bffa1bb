import type { JSX } from 'react';
import { openWrites, type BatchState, type BatchWriteState } from '@/lib/domain/batch';
import { useBatch } from '@/lib/queries/use-batch';
import { useWords } from '@/lib/queries/use-words';
import { GuardedButton } from './guarded-button';

/** What became of a write, where it is not simply saved or taken back. An undo is a write like any other. */
function toldOf(state: BatchWriteState, isUndo: boolean): Told | null {
  switch (state) {
    case 'waiting':
      return isUndo ? 'undoing' : 'waiting';
    case 'failed':
      return isUndo ? 'undoFailed' : 'failed';
    case 'stays':
    case 'undoing':
    case 'undoFailed':
      return state;
    default:
      return null;
  }
}

type Told = 'waiting' | 'failed' | 'stays' | 'undoing' | 'undoFailed';

/** Changes of several deals that were saved together, and the way back for all of them. */
export function BatchUndo({ batch }: { batch: string }): JSX.Element | null {
  const { t, said } = useWords();
  const { state, busy, problem, undo, stop } = useBatch(batch);
  if (!state || state.writes.length < 2) return null;
  const open = openWrites(state);
  return (
    <div className="batch small" role="group" aria-label={t('fix.batch.label')}>
      <p>
        {t(state.isUndo ? 'fix.batch.undone' : 'fix.batch.saved', { count: state.writes.length - 1 })}{' '}
        {!state.running && !state.sending && open.length > 0 && (
          <GuardedButton className="link-button" onPress={undo} disabled={busy}>
            {t(state.isUndo ? 'fix.batch.saveAll' : 'fix.batch.undoAll', { count: open.length })}
          </GuardedButton>
        )}
      </p>
      {state.running && <Progress state={state} busy={busy} onStop={stop} />}
      <Outcomes state={state} />
      {problem !== null && (
        <p className="problem" role="alert">
          {said(problem)}
        </p>
      )}
    </div>
  );
}

type ProgressProps = { state: BatchState; busy: boolean; onStop: () => void };

function Progress({ state, busy, onStop }: ProgressProps): JSX.Element {
  const { t } = useWords();
  const left = state.writes.filter((write) => write.state === 'undoing').length;
  const of = state.writes.filter((write) => write.state !== 'failed' && write.state !== 'stays').length;
  return (
    <p className="batch-progress" role="status">
      <progress max={of} value={of - left} aria-label={t('fix.batch.undoing')} />{' '}
      {t('fix.batch.progress', { done: of - left, of })}{' '}
      <button type="button" className="link-button" onClick={onStop} disabled={busy}>
        {t('fix.batch.stop')}
      </button>
    </p>
  );
}

/** Deal by deal what did not simply go well. */
function Outcomes({ state: { writes, running, isUndo } }: { state: BatchState }): JSX.Element | null {
  const { t, said } = useWords();
  const told = writes.flatMap((write) => {
    const kind = running && write.state === 'undoing' ? null : toldOf(write.state, isUndo);
    return kind === null ? [] : [{ ...write, kind }];
  });
  if (told.length === 0) return null;
  return (
    <ul className="plain-list">
      {told.map(({ writeId, dealName, kind, message }) => (
        <li key={writeId}>
          <bdi>{dealName}</bdi>: <bdi>{message ? said(message) : t(`fix.batch.state.${kind}`)}</bdi>
        </li>
      ))}
    </ul>
  );
}
