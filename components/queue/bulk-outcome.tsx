import type { JSX } from 'react';
import { GuardedButton } from '@/components/panel/fix/guarded-button';
import { mark, Rich } from '@/components/ui/rich';
import { openWrites, type BatchState, type BatchWrite } from '@/lib/domain/batch';
import { useBatch } from '@/lib/queries/use-batch';
import { useStopBatch, type BulkChange } from '@/lib/queries/use-bulk';
import { useWords } from '@/lib/queries/use-words';
import type { Words } from '@/lib/i18n/words';
import { fieldText } from './texts';

type OutcomeProps = { batch: string | null; prepared: readonly BulkChange[] | null; open: (dealId: string) => void };

/** How a bulk fix went, deal by deal, and the way back. */
export function BulkOutcome({ batch, prepared, open }: OutcomeProps): JSX.Element | null {
  if (batch !== null) return <Sent batch={batch} />;
  return prepared === null ? null : <Prepared changes={prepared} open={open} />;
}

/** Where each deal's own page must do the writing. */
function Prepared({ changes, open }: { changes: readonly BulkChange[]; open: OutcomeProps['open'] }): JSX.Element {
  const { t } = useWords();
  return (
    <div role="status">
      <p>{t('queue.bulk.prepared', { count: changes.length })}</p>
      <ul className="rows">
        {changes.map(({ dealId, name }) => (
          <li key={dealId}>
            <button type="button" className="queue-news" onClick={() => open(dealId)}>
              <bdi>{name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sent({ batch }: { batch: string }): JSX.Element | null {
  const { t, number } = useWords();
  const { state, busy, problem, undo, stop: stopUndo } = useBatch(batch);
  const stop = useStopBatch(batch);
  if (!state) return null;
  const open = openWrites(state).filter(({ state: is }) => is !== 'waiting');
  const count = (...which: BatchWrite['state'][]): number =>
    state.writes.filter(({ state: is }) => which.includes(is)).length;
  const [saved, undone, left] = [count('written', 'stays'), count('undone'), count('waiting')];
  return (
    <div className="notice" data-kind={count('failed') > 0 ? undefined : 'good'}>
      {state.sending && (
        <Progress what="sending" done={state.writes.length - left} total={state.writes.length} onStop={stop} />
      )}
      {state.running && <Progress what="undoing" done={undone} total={undone + count('undoing')} onStop={stopUndo} />}
      <p role="status">
        {saved > 0 && `${t('queue.bulk.saved', { count: saved })} `}
        {undone > 0 && `${t('queue.bulk.undone', { count: undone })} `}
        {!state.sending && !state.running && open.length > 0 && (
          <GuardedButton className="link-button" onPress={undo} disabled={busy}>
            {t('queue.bulk.undo', { count: number(open.length) })}
          </GuardedButton>
        )}
      </p>
      <Outcomes state={state} />
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}

type ProgressProps = { what: 'sending' | 'undoing'; done: number; total: number; onStop: () => void };

function Progress({ what, done, total, onStop }: ProgressProps): JSX.Element {
  const { t, number } = useWords();
  const text = t(`queue.bulk.${what}`, { done: number(done), total: number(total) });
  return (
    <p className="queue-judging">
      <progress aria-label={text} value={done} max={Math.max(1, total)} />
      <span className="small">{text}</span>
      <button type="button" className="button" onClick={onStop}>
        {t('queue.bulk.stop')}
      </button>
    </p>
  );
}

/** The deals that did not simply go well. */
function Outcomes({ state: { writes, sending } }: { state: BatchState }): JSX.Element | null {
  const words = useWords();
  const told = writes.flatMap((write) => {
    const what = whatOf(write, words);
    return what === null || (sending && write.state === 'waiting') ? [] : [{ ...write, what }];
  });
  if (told.length === 0) return null;
  return (
    <ul className="plain-list small">
      {told.map(({ writeId, dealName, what }) => (
        <li key={writeId}>
          <Rich parts={words.rich('queue.bulk.outcome', { deal: dealName, what, bdi: mark('bdi') })} />
        </li>
      ))}
    </ul>
  );
}

function whatOf({ state, message, conflicts }: BatchWrite, words: Words): string | null {
  const { t } = words;
  switch (state) {
    case 'waiting':
    case 'failed':
    case 'stays':
    case 'undoFailed': {
      const [conflict] = conflicts ?? [];
      if (conflict) return t('queue.bulk.conflict', { theirs: fieldText(conflict.theirs, words) });
      return message || t(`queue.bulk.state.${state}`);
    }
    case 'written':
    case 'undoing':
    case 'undone':
    case 'dropped':
      return null;
  }
}
