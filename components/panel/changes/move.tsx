import type { JSX } from 'react';
import { standsOut, type FieldMove } from '@/lib/domain/since-visit';
import { useWords } from '@/lib/queries/use-words';
import { fieldText } from '../texts';
import { turnText } from './texts';

/** `yours`: it was saved from here. */
type MoveProps = { move: FieldMove; label: string; yours?: boolean };

/** One field's move: from what to what, when, and by whom where that is known. */
export function Move({ move, label, yours = false }: MoveProps): JSX.Element {
  const words = useWords();
  const { t, said, moment, list, dir } = words;
  const { from, to, turn, at } = move;
  const bad = turn !== null && standsOut(turn);
  return (
    <li className="move" data-bad={bad}>
      <strong>{said(label)}</strong> <del>{fieldText(words, from)}</del> {dir === 'rtl' ? '←' : '→'}{' '}
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
