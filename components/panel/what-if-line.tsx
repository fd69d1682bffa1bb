import { useContext, useDeferredValue, useMemo, type JSX } from 'react';
import { whatIfEdited } from '@/lib/assess/what-if-edited';
import type { Edit } from '@/lib/domain/edits';
import { DealContext } from './deal-context';
import { useWords } from '@/lib/queries/use-words';
import { pointsText } from './texts';

/** What the edits would change before they are saved: the risk, and the criteria that would be met or no longer. */
export function WhatIfLine({ edits }: { edits: readonly Edit[] }): JSX.Element | null {
  const words = useWords();
  const { t, list } = words;
  const open = useContext(DealContext);
  const typed = useDeferredValue(edits); // the field that is typed in goes first
  const effect = useMemo(
    () =>
      open === null || typed.length === 0 ? null : whatIfEdited(open.assessed.input, open.assessed.assessment, typed),
    [open, typed],
  );
  if (effect === null) return null;
  const met = effect.gates.filter(({ is }) => is === 'met');
  const lost = effect.gates.filter(({ was }) => was === 'met');
  if (effect.points === null && met.length + lost.length === 0) return null; // nothing is known that would change
  return (
    <p className="what-if small" role="status">
      {t('panel.whatIf.once')}{' '}
      {effect.points !== null && (
        <strong data-sign={Math.sign(effect.points)}>
          {effect.points === 0
            ? t('panel.whatIf.same')
            : t('panel.whatIf.risk', { points: pointsText(words, effect.points) })}
        </strong>
      )}
      {met.length > 0 && <> · {t('panel.whatIf.met', { criteria: list(met.map(({ title }) => title)) })}</>}
      {lost.length > 0 && <> · {t('panel.whatIf.lost', { criteria: list(lost.map(({ title }) => title)) })}</>}
    </p>
  );
}
