import type { JSX } from 'react';
import { standsOut, type FieldMove } from '@/lib/domain/since-visit';
import type { WriteEntry } from '@/lib/domain/writes';
import type { Fixing } from '@/lib/queries/use-fixing';
import { useWords } from '@/lib/queries/use-words';
import { fieldText } from '../texts';
import { turnText } from './texts';

type MoveProps = { move: FieldMove; fixing: Fixing; since: number };

/** One field's move: from what to what, when, and by whom where that is known. */
export function Move({ move, fixing, since }: MoveProps): JSX.Element {
  const words = useWords();
  const { t, said, moment, list, dir } = words;
  const { field, from, to, turn, at } = move;
  const bad = turn !== null && standsOut(turn);
  const yours = fixing.writes.entries.some((entry) => wrote(entry, move, since));
  return (
    <li className="move" data-bad={bad}>
      <strong>{said(fixing.labelOf(field))}</strong> <del>{fieldText(words, from)}</del> {dir === 'rtl' ? '←' : '→'}{' '}
      <ins>{fieldText(words, to)}</ins>{' '}
      {turn && <span className={bad ? 'tag tag-bad' : 'tag tag-plain'}>{turnText(words, turn)}</span>}
      {(at !== null || yours) && (
        <span className="row-sub muted">
          {list([...(at === null ? [] : [moment(at)]), ...(yours ? [t('changes.byYou')] : [])])}
        </span>
      )}
    </li>
  );
}

/** Whether the move is what the rep saved from here since then. */
function wrote({ state, endedAt, edits }: WriteEntry, { field, to }: FieldMove, since: number): boolean {
  if (state !== 'done' || endedAt === null || endedAt <= since || to.state !== 'value') return false;
  return edits.some((edit) => edit.field === field && JSON.stringify(edit.to) === JSON.stringify(to.value));
}
