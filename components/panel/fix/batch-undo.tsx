import type { JSX } from 'react';
import { openWrites, type BatchState, type BatchWriteState } from '@/lib/domain/batch';
import { useBatch } from '@/lib/queries/use-batch';
import { plural } from '../texts';
import { GuardedButton } from './guarded-button';

type Words = Readonly<Partial<Record<BatchWriteState, string | undefined>>>;

/** What became of a write, where it is not simply saved or taken back. */
const WORDS: Words = {
  waiting: 'Not sent yet.',
  failed: 'Was not saved.',
  stays: 'Cannot be taken back: what was there before is not known.',
  undoing: 'Waits to be taken back.',
  undoFailed: 'Changed in the CRM meanwhile, and left as it is. Open the deal to decide.',
};

/** The same of an undo, which is a write like any other. */
const UNDO_WORDS: Words = { ...WORDS, waiting: WORDS.undoing, failed: WORDS.undoFailed };

/** Changes of several deals that were saved together, and the way back for all of them. */
export function BatchUndo({ batch }: { batch: string }): JSX.Element | null {
  const { state, busy, problem, undo, stop } = useBatch(batch);
  if (!state || state.writes.length < 2) return null;
  const open = openWrites(state);
  return (
    <div className="batch small" role="group" aria-label="Saved together">
      <p>
        {state.isUndo ? 'Taken back' : 'Saved'} together with {plural(state.writes.length - 1, 'other', 'others')}.{' '}
        {!state.running && !state.sending && open.length > 0 && (
          <GuardedButton className="link-button" onPress={undo} disabled={busy}>
            {state.isUndo ? 'Save all again' : 'Undo all'} ({open.length})
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
  const left = state.writes.filter((write) => write.state === 'undoing').length;
  const of = state.writes.filter((write) => write.state !== 'failed' && write.state !== 'stays').length;
  return (
    <p className="batch-progress" role="status">
      <progress max={of} value={of - left} aria-label="Taking back" /> {of - left} of {of} done{' '}
      <button type="button" className="link-button" onClick={onStop} disabled={busy}>
        Stop
      </button>
    </p>
  );
}

/** Deal by deal what did not simply go well. */
function Outcomes({ state: { writes, running, isUndo } }: { state: BatchState }): JSX.Element | null {
  const words = isUndo ? UNDO_WORDS : WORDS;
  const told = writes.filter(({ state }) => words[state] !== undefined && !(running && state === 'undoing'));
  if (told.length === 0) return null;
  return (
    <ul className="plain-list">
      {told.map(({ writeId, dealName, state, message }) => (
        <li key={writeId}>
          <bdi>{dealName}</bdi>: <bdi>{message || words[state]}</bdi>
        </li>
      ))}
    </ul>
  );
}
