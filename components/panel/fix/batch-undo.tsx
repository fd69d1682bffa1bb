import type { JSX } from 'react';
import { openWrites, type BatchState, type BatchWriteState } from '@/lib/domain/batch';
import { useBatch } from '@/lib/queries/use-batch';
import { useWords } from '@/lib/queries/use-words';
import { GuardedButton } from './guarded-button';

/** What is told of a write, where it is not simply saved or taken back. */
type Told = 'waiting' | 'failed' | 'stays' | 'undoing' | 'undoFailed';

const TOLD: Readonly<Partial<Record<BatchWriteState, Told>>> = {
  waiting: 'waiting',
  failed: 'failed',
  stays: 'stays',
  undoing: 'undoing',
  undoFailed: 'undoFailed',
};

/** The same of an undo, which is a write like any other. */
const TOLD_OF_UNDO: typeof TOLD = { ...TOLD, waiting: 'undoing', failed: 'undoFailed' };

/** Changes of several deals that were saved together, and the way back for all of them. */
export function BatchUndo({ batch }: { batch: string }): JSX.Element | null {
  const { state, busy, problem, undo, stop } = useBatch(batch);
  const { t } = useWords();
  if (!state || state.writes.length < 2) return null;
  const open = openWrites(state);
  return (
    <div className="batch small" role="group" aria-label={t('undo.group')}>
      <p>
        {t(state.isUndo ? 'undo.takenBack' : 'undo.saved', { count: state.writes.length - 1 })}{' '}
        {!state.running && open.length > 0 && (
          <GuardedButton className="link-button" onPress={undo} disabled={busy}>
            {t(state.isUndo ? 'undo.again' : 'undo.all', { count: open.length })}
          </GuardedButton>
        )}
      </p>
      {state.running && <Progress state={state} busy={busy} onStop={stop} />}
      <Outcomes state={state} />
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
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
      <progress max={of} value={of - left} aria-label={t('undo.taking')} />{' '}
      {t('undo.progress', { done: of - left, of })}{' '}
      <button type="button" className="link-button" onClick={onStop} disabled={busy}>
        {t('undo.stop')}
      </button>
    </p>
  );
}

/** Deal by deal what did not simply go well. */
function Outcomes({ state: { writes, running, isUndo } }: { state: BatchState }): JSX.Element | null {
  const { t } = useWords();
  const toldOf = isUndo ? TOLD_OF_UNDO : TOLD;
  const told = writes.flatMap(({ state, ...write }) => {
    const kind = running && state === 'undoing' ? undefined : toldOf[state];
    return kind === undefined ? [] : [{ ...write, kind }];
  });
  if (told.length === 0) return null;
  return (
    <ul className="plain-list">
      {told.map(({ writeId, dealName, kind, message }) => (
        <li key={writeId}>
          <bdi>{dealName}</bdi>: <bdi>{message || t(`undo.outcome.${kind}`)}</bdi>
        </li>
      ))}
    </ul>
  );
}
